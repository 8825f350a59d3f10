package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// Reads INSERT with its source, ON CONFLICT and RETURNING.
final class Inserts {

    private final Reader reader;
    private final Changes changes;

    Inserts(Reader reader, Changes changes) {
        this.reader = reader;
        this.changes = changes;
    }

    List<OutputColumn> read(Node statement, Level outer) {
        Level around = reader.ctes().read(statement, outer);
        Optional<Occurrence> target = changes.target(statement);
        Optional<Node> source = statement.child("selectStmt");
        int mark = reader.findings().mark();
        source.ifPresent(select -> reader.selects().read(select, around, Standing.COPIED));
        Extent rows = source.flatMap(
                        select -> copied(select, around, reader.findings().since(mark)))
                .orElseGet(() -> rows(source, around));
        Level level = Level.within(around);
        target.ifPresent(place -> {
            place.bound(rows);
            changes.returns(statement, place, rows);
            if (showsItsOwn(statement, place)) place.label(Label.CREATED);
            level.add(Changes.source(statement, place));
        });
        changes.assignments(statement.list("cols"), level);
        target.ifPresent(place -> changes.write(Verb.CREATE, place, fields(statement, source, place), rows));
        statement
                .part("onConflictClause", "OnConflictClause")
                .ifPresent(conflict -> conflict(conflict, target, level, met(statement, conflict, target, rows)));
        return changes.returning(statement, target, level);
    }

    /// RETURNING shows the rows that were made, and nothing else of a table. Of a view it may show what the view shows,
    /// and ON CONFLICT looks at records that were there.
    private static boolean showsItsOwn(Node statement, Occurrence place) {
        boolean meets = statement
                .part("onConflictClause", "OnConflictClause")
                .filter(conflict -> conflict.has("infer") || conflict.has("targetList"))
                .isPresent();
        return !meets && place.relation().isTable();
    }

    /// The columns named, or as many from the left as there are values.
    private static List<String> fields(Node statement, Optional<Node> source, Occurrence place) {
        List<Node> named = statement.list("cols");
        if (!named.isEmpty()) {
            return Changes.assigned(named);
        }
        int count = source.map(Inserts::width).orElse(0);
        return place.relation().columns().stream()
                .limit(count)
                .map(Relation.Column::name)
                .toList();
    }

    private static int width(Node select) {
        List<Node> rows = select.list("valuesLists");
        return rows.isEmpty()
                ? Integer.MAX_VALUE
                : rows.stream().mapToInt(row -> row.list("items").size()).max().orElse(0);
    }

    /// As many as are read, where they come from one relation.
    private static Optional<Extent> copied(Node select, Level around, List<Occurrence> read) {
        List<Node> from = select.list("fromClause");
        boolean one = from.size() == 1 && from.getFirst().is("RangeVar") && read.size() == 1;
        if (!one || !plain(select) || isCte(FromClause.name(from.getFirst()), around)) {
            return Optional.empty();
        }
        Occurrence source = read.getFirst();
        return source.fold() == Fold.NONE && source.extent().singles()
                ? Optional.of(new Extent.Copied(source.extent()))
                : Optional.empty();
    }

    private static boolean plain(Node select) {
        return select.text("op").equals("SETOP_NONE")
                && !select.has("withClause")
                && !select.has("groupClause")
                && !SetReturning.in(select.fields());
    }

    private static boolean isCte(QualifiedName name, Level around) {
        return name.schema().isEmpty() && around.cte(name.name()).isPresent();
    }

    /// DEFAULT VALUES is one row.
    private Extent rows(Optional<Node> source, Level around) {
        return source.map(new Made(reader, around)::of).orElse(new Extent.Limited(1));
    }

    private Extent met(Node statement, Node conflict, Optional<Occurrence> target, Extent rows) {
        Optional<Extent> keyed =
                target.flatMap(place -> new Upsert(statement, conflict, place.relation(), reader.exactness()).met());
        target.ifPresent(place -> keyed.ifPresent(place::bound));
        return keyed.orElse(rows);
    }

    /// Each row meets at most one that is there already.
    private void conflict(Node conflict, Optional<Occurrence> target, Level level, Extent met) {
        reader.guard().check(conflict);
        conflict.part("infer", "InferClause").ifPresent(infer -> infer(infer, target, level));
        target.ifPresent(place -> level.add(Source.again(place, "excluded")));
        changes.assignments(conflict.list("targetList"), level);
        conflict.child("whereClause").ifPresent(where -> reader.expressions().read(where, level, Use.STEERING));
        List<String> assigned = Changes.assigned(conflict.list("targetList"));
        if (!assigned.isEmpty()) {
            target.ifPresent(place -> changes.write(Verb.UPDATE, place, assigned, met));
        }
    }

    /// Whether a row was inserted tells whether its key was there.
    private void infer(Node infer, Optional<Occurrence> target, Level level) {
        reader.guard().check(infer);
        for (Node element : infer.list("indexElems")) {
            String column = element.text("name");
            if (!column.isEmpty()) {
                target.ifPresent(place -> place.touch(column, Use.STEERING));
            }
            reader.expressions().readField(element, "expr", level, Use.STEERING);
        }
        infer.child("whereClause").ifPresent(where -> reader.expressions().read(where, level, Use.STEERING));
    }
}
