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

    /// Searched first whether it is named there or not; a lease has no schema that is called like its role.
    private static final Set<String> BEFORE = Set.of("pg_catalog", "$user");

    /// Where the gateway puts it (R8).
    private static final String BEHIND = "pg_temp";

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
        List<String> named = new ArrayList<>(schemas);
        while (!named.isEmpty() && BEFORE.contains(named.getFirst())) named.removeFirst();
        if (!named.isEmpty() && named.getLast().equals(BEHIND)) named.removeLast();
        return !named.isEmpty() && named.equals(path);
    }
}
