package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `SET search_path = …` with names in it.
///
/// @param local until the end of the transaction
record SearchPath(List<String> schemas, boolean local) {

    /// What PostgreSQL searches anyway, and the schema that is called like the session's own role: a lease has none.
    private static final Set<String> IMPLIED = Set.of("pg_catalog", "pg_temp", "$user");

    SearchPath {
        schemas = List.copyOf(schemas);
    }

    static Optional<SearchPath> of(Node statement) {
        boolean set = statement.is("VariableSetStmt")
                && statement.text("kind").equals("VAR_SET_VALUE")
                && statement.text("name").equals("search_path");
        if (!set) return Optional.empty();
        List<String> schemas = new ArrayList<>();
        for (Node value : statement.list("args")) {
            Optional<String> name = Constants.text(value);
            if (name.isEmpty()) return Optional.empty();
            schemas.add(name.get());
        }
        return Optional.of(new SearchPath(schemas, statement.flag("is_local")));
    }

    /// Whether the same is searched in the same order.
    boolean is(List<String> path) {
        List<String> named =
                schemas.stream().filter(name -> !IMPLIED.contains(name)).toList();
        return !named.isEmpty() && named.equals(path);
    }
}
