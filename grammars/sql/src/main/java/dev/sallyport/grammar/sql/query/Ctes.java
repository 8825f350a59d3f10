package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/// Reads WITH: each query is read once, where it is defined, whether or not it is used.
final class Ctes {

    private final Reader reader;

    Ctes(Reader reader) {
        this.reader = reader;
    }

    /// @return the level that knows the names; `outer` itself when the statement has no WITH
    Level read(Node statement, Level outer) {
        Optional<Node> with = statement.part("withClause", "WithClause");
        if (with.isEmpty()) {
            return outer;
        }
        reader.guard().check(with.get());
        Level level = Level.within(outer);
        int mark = reader.findings().mark();
        boolean recursive = with.get().flag("recursive");
        List<Node> ctes = with.get().list("ctes");
        if (recursive) {
            reader.findings().elaborate(); // it takes as long as it is told to
            level.repeat();
            ctes.forEach(cte ->
                    level.define(cte.text("ctename"), new Cte(List.of(), true, false, Rows.ANY, Made.ANY, List.of())));
        }
        ctes.forEach(cte -> level.define(cte.text("ctename"), cte(cte, level, recursive)));
        if (recursive) {
            suspect(mark);
        }
        return level;
    }

    private Cte cte(Node cte, Level level, boolean recursive) {
        reader.guard().check(cte);
        int mark = reader.findings().mark();
        int elaborations = reader.findings().elaborations();
        List<OutputColumn> columns =
                cte.child("ctequery").map(query -> query(query, level)).orElse(List.of());
        cte.part("cycle_clause", "CTECycleClause").ifPresent(cycle -> {
            reader.expressions().readField(cycle, "cycle_mark_value", level, Use.STEERING);
            reader.expressions().readField(cycle, "cycle_mark_default", level, Use.STEERING);
        });
        boolean more = recursive || cte.has("search_clause") || cte.has("cycle_clause");
        return new Cte(
                OutputColumn.renamed(columns, cte.names("aliascolnames")),
                more,
                reader.findings().elaborations() == elaborations,
                more
                        ? Rows.ANY
                        : cte.child("ctequery").map(reader.subqueries()::rows).orElse(Rows.ANY),
                more
                        ? Made.ANY
                        : cte.child("ctequery").map(query -> made(query, level)).orElse(Made.ANY),
                reader.findings().since(mark));
    }

    private Extent made(Node query, Level level) {
        return query.is("SelectStmt")
                ? new Made(reader, level).of(query)
                : reader.subqueries().made(query);
    }

    private List<OutputColumn> query(Node query, Level level) {
        if (query.has("valuesLists")) {
            reader.findings().spread();
        }
        return query.is("SelectStmt")
                ? reader.selects().read(query, level, Standing.SOURCE)
                : reader.changes().read(query, level);
    }

    /// Recursion can carry values from row to row and fold any number of them: nothing in it is taken for proved.
    private void suspect(int mark) {
        reader.findings().fold(mark, Folded.WHOLE);
        reader.findings().label(mark, Label.UNPROVEN_LINEAGE);
        reader.findings().suspectOracles(mark);
    }
}
