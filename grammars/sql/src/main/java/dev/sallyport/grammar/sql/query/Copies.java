package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Set;

/// COPY: to and from the client only. Files and programs are the server's own, whoever asks.
record Copies(Reader reader) {

    Effect read(Node statement) {
        reader.guard().check(statement);
        if (statement.flag("is_program") || statement.has("filename")) {
            String what = statement.flag("is_program") ? "program" : "file";
            reader.findings().unknown(what, statement.text("filename"), "COPY to or from a " + what + " of the server");
        }
        statement.child("query").ifPresent(this::query);
        statement
                .part("relation", "RangeVar")
                .map(FromClause::name)
                .flatMap(reader.from()::occurrence)
                .ifPresent(place -> relation(statement, place));
        boolean header = Options.isOn(statement, "header");
        return statement.flag("is_from") ? new Effect.CopyIn(header) : new Effect.CopyOut(header);
    }

    private void query(Node query) {
        if (query.is("SelectStmt")) {
            reader.selects().read(query, Level.outermost(), Standing.ANSWER);
        } else {
            reader.changes().read(query, Level.outermost());
        }
    }

    private static Set<Label> sent(Node statement) {
        return statement.flag("is_program") || statement.has("filename") ? Set.of() : Set.of(Label.SENT);
    }

    private void relation(Node statement, Occurrence place) {
        List<String> named = statement.names("attlist");
        List<String> columns = named.isEmpty()
                ? place.relation().columns().stream().map(Relation.Column::name).toList()
                : named;
        if (statement.flag("is_from")) {
            reader.changes().write(Verb.CREATE, place, columns, new Extent.Whole(-1), sent(statement));
            Level level = Level.outermost();
            level.add(Source.base(place, "", List.of()));
            statement
                    .child("whereClause")
                    .ifPresent(where -> reader.expressions().read(where, level, Use.STEERING));
        } else {
            place.standsInFrom();
            columns.forEach(column -> place.touch(column, Use.OUTPUT));
        }
    }
}
