package dev.sallyport.app.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that stand in a parse tree of libpg_query: which relations, which columns. It only collects; what they
/// mean is the grammar's business.
final class Mentioned {

    /// @param schema empty when none is named
    /// @param alias what the statement calls it; the name itself when it has no alias
    record Table(String schema, String name, String alias) {}

    /// @param qualifier what stands before the last dot; empty for a bare name
    record Column(String qualifier, String name) {}

    /// Where a bare name may be the name of an output column.
    private static final Set<String> BY_OUTPUT = Set.of("sortClause", "groupClause", "distinctClause");

    private final List<Table> tables = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Column> perhapsOutputs = new ArrayList<>();
    private final Set<String> outputs = new HashSet<>();
    private final Set<String> withQueries = new HashSet<>();
    private boolean star;

    private Mentioned() {}

    static Mentioned in(JsonNode tree) {
        Mentioned mentioned = new Mentioned();
        mentioned.walk(tree, false);
        mentioned.perhapsOutputs.stream()
                .filter(column -> !mentioned.outputs.contains(column.name()))
                .forEach(mentioned.columns::add);
        return mentioned;
    }

    /// Names of WITH queries are left out.
    List<Table> tables() {
        return tables.stream()
                .filter(table -> !table.schema().isEmpty() || !withQueries.contains(table.name()))
                .toList();
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    /// True when it asks for all columns of something.
    boolean star() {
        return star;
    }

    private void walk(JsonNode node, boolean byOutput) {
        if (node.isArray()) {
            node.forEach(item -> walk(item, byOutput));
            return;
        }
        if (node.has("relname")) {
            table(node);
        }
        if (node.has("ctename")) {
            withQueries.add(node.path("ctename").asText());
        }
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            switch (part.getKey()) {
                case "ColumnRef" -> column(part.getValue(), byOutput);
                case "ResTarget" -> outputs.add(part.getValue().path("name").asText());
                default -> {
                    // only a place to walk on from
                }
            }
            walk(part.getValue(), byOutput || BY_OUTPUT.contains(part.getKey()));
        }
    }

    private void table(JsonNode range) {
        String name = range.path("relname").asText();
        String alias = range.path("alias").path("aliasname").asText("");
        tables.add(new Table(range.path("schemaname").asText(""), name, alias.isEmpty() ? name : alias));
    }

    private void column(JsonNode reference, boolean byOutput) {
        List<String> parts = new ArrayList<>();
        for (JsonNode field : reference.path("fields")) {
            star |= field.has("A_Star");
            parts.add(field.path("String").path("sval").asText(""));
        }
        String name = parts.isEmpty() ? "" : parts.getLast();
        if (name.isEmpty()) {
            return;
        }
        boolean bare = parts.size() == 1;
        (bare && byOutput ? perhapsOutputs : columns).add(new Column(bare ? "" : parts.get(parts.size() - 2), name));
    }
}
