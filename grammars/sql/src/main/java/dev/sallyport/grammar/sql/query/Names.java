package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Relation names → relations, by the session's search path (PostgreSQL documentation, 5.10.3).
final class Names {

    private static final String BUILT_IN = "pg_catalog";

    private final View view;
    private final List<String> path;

    Names(View view) {
        this.view = view;
        this.path = path(view);
    }

    /// `pg_catalog` comes first unless listed. Temporary schemas are left out: they come last (R8), and what is found
    /// nowhere else is unknown.
    private static List<String> path(View view) {
        List<String> path = new ArrayList<>();
        if (!view.searchPath().contains(BUILT_IN)) {
            path.add(BUILT_IN);
        }
        view.searchPath().stream()
                .map(schema -> schema.equals("$user") ? view.role() : schema)
                .filter(schema -> !schema.equals("pg_temp"))
                .forEach(path::add);
        return path;
    }

    Optional<Relation> relation(QualifiedName name) {
        if (!name.schema().isEmpty()) {
            return view.catalog().relation(name.schema(), name.name());
        }
        return path.stream()
                .map(schema -> view.catalog().relation(schema, name.name()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
