package dev.sallyport.postgres.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.plan.Plan.Change;
import dev.sallyport.postgres.target.QualifiedName;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Reads the answer to `EXPLAIN (VERBOSE, FORMAT JSON)` (PostgreSQL manual, "EXPLAIN"; `explain.c`). Used
/// once.
public final class PlanReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Names and numbers of a node; every other text is an expression.
    private static final Set<String> NO_EXPRESSION = Set.of(
            "Node Type",
            "Strategy",
            "Partial Mode",
            "Parent Relationship",
            "Subplan Name",
            "Parallel Aware",
            "Async Capable",
            "Join Type",
            "Scan Direction",
            "Index Name",
            "Relation Name",
            "Function Name",
            "Table Function Name",
            "CTE Name",
            "Tuplestore Name",
            "Schema",
            "Alias",
            "Operation",
            "Command",
            "Custom Plan Provider",
            "Conflict Resolution",
            "Conflict Arbiter Indexes",
            "Sampling Method",
            "Relations",
            "Remote SQL",
            "Cache Mode");

    private final Set<QualifiedName> scanned = new HashSet<>();
    private final Set<Change> changes = new HashSet<>();
    private final Set<QualifiedName> functions = new HashSet<>();
    private final Set<String> opaque = new HashSet<>();
    private boolean locks;
    private boolean planned = true;

    private PlanReader() {}

    /// @throws IOException when it is not what a server says
    public static Plan read(byte[] json) throws IOException {
        try {
            return new PlanReader().plans(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IOException("the plan is not JSON");
        }
    }

    /// One for each query that the rewriter made of the statement.
    private Plan plans(JsonNode all) throws IOException {
        if (!all.isArray()) throw new IOException("the plan is no list");
        for (JsonNode one : all) {
            if (one.isTextual()) planned = false;
            else if (one.path("Plan").isObject()) node(one.path("Plan"));
            else throw new IOException("a plan is missing");
        }
        return new Plan(scanned, changes, functions, opaque, locks, planned);
    }

    private void node(JsonNode node) throws IOException {
        String type = node.path("Node Type").asText();
        if (type.isEmpty()) throw new IOException("a node of the plan has no type");
        boolean foreign = type.equals("Foreign Scan") && !node.has("Relation Name");
        if (type.equals("Custom Scan") || type.equals("???") || foreign)
            opaque.add(type.toLowerCase(java.util.Locale.ROOT));
        if (type.equals("LockRows")) locks = true;
        names(node);
        operation(node);
        node.properties().stream()
                .filter(field -> !NO_EXPRESSION.contains(field.getKey())
                        && !field.getKey().equals("Plans"))
                .forEach(field -> expressions(field.getValue()));
        for (JsonNode child : node.path("Plans")) node(child);
    }

    private void names(JsonNode node) {
        if (node.has("Relation Name")) scanned.add(relation(node));
        if (node.has("Function Name"))
            functions.add(new QualifiedName(
                    node.path("Schema").asText(), node.path("Function Name").asText()));
    }

    private static QualifiedName relation(JsonNode node) {
        return new QualifiedName(
                node.path("Schema").asText(), node.path("Relation Name").asText());
    }

    private void operation(JsonNode node) throws IOException {
        String operation = node.path("Operation").asText();
        if (operation.isEmpty() || operation.equals("Select")) return;
        Verb verb = verb(operation);
        if (node.has("Relation Name")) changes(node, verb);
        for (JsonNode target : node.path("Target Tables")) {
            scanned.add(relation(target));
            changes.add(new Change(verb, relation(target)));
        }
        if (!node.has("Relation Name") && !node.has("Target Tables")) opaque.add("a change of nobody knows what");
    }

    private void changes(JsonNode node, Verb verb) {
        changes.add(new Change(verb, relation(node)));
        if (node.path("Conflict Resolution").asText().equals("UPDATE"))
            changes.add(new Change(Verb.UPDATE, relation(node)));
    }

    private static Verb verb(String operation) throws IOException {
        return switch (operation) {
            case "Insert" -> Verb.CREATE;
            case "Update" -> Verb.UPDATE;
            case "Delete" -> Verb.DELETE;
            case "Merge" -> Verb.UNKNOWN;
            default -> throw new IOException("an operation of the plan is not known: `" + operation + "`");
        };
    }

    private void expressions(JsonNode value) {
        if (value.isTextual()) functions.addAll(Calls.in(value.asText()));
        else value.forEach(this::expressions);
    }
}
