package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.route.Shape;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.ToolRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What calling a tool does: what the configuration says, made stricter by what the server itself says.
final class ToolCalls {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final McpTargetSettings target;
    private final Operations operations;

    ToolCalls(McpTargetSettings target, Operations operations) {
        this.target = target;
        this.operations = operations;
    }

    List<Operation> of(ObjectNode params, ToolView tools) {
        JsonNode name = params.path("name");
        if (!name.isTextual()) return List.of(operations.unknown("tool", "a call without a tool's name"));
        if (params.has("task")) return List.of(operations.unknown("tool", "a call that runs on as a task"));
        JsonNode arguments = params.has("arguments") ? params.get("arguments") : JsonNodeFactory.instance.objectNode();
        return switch (tools.find(name.textValue())) {
            case ToolView.Known.Refused refused -> List.of(operations.unknown("tool", refused.why()));
            case ToolView.Known.Trusted trusted -> {
                String mismatch = tools.mismatch(trusted.definition(), arguments);
                yield mismatch.isEmpty()
                        ? operations.withInputs(params, call(name.textValue(), arguments, trusted.annotations()))
                        : List.of(operations.unknown("tool", mismatch));
            }
        };
    }

    private Operation call(String tool, JsonNode arguments, JsonNode annotations) {
        ToolRule rule = target.rule(tool);
        Verb verb = Annotations.strictest(rule.verb(), annotations);
        Set<Label> labels = verb == Verb.READ ? Set.of(Label.MASKABLE) : Set.of();
        return operations.operation(verb, "tool", target.resource(rule, tool), scope(rule, verb, arguments), labels);
    }

    /// A call of something whose effect is its own counts as one record, as long as nobody says
    /// otherwise.
    private static Scope scope(ToolRule rule, Verb verb, JsonNode arguments) {
        List<Scope.Key> keys = keys(rule, arguments);
        if (!keys.isEmpty()) return new Scope.Keyed(keys, true);
        if (rule.records() >= 0) return new Scope.AtMost(rule.records());
        return verb == Verb.EXECUTE && rule.keyedBy().isEmpty() ? Operations.ONE : new Scope.Unbounded(-1);
    }

    /// Empty when one of them is missing, or may mean many: then it is not keyed at all.
    private static List<Scope.Key> keys(ToolRule rule, JsonNode arguments) {
        List<Scope.Key> keys = new ArrayList<>();
        for (Map.Entry<String, String> by : rule.keyedBy().entrySet()) {
            List<String> values = values(arguments.path(by.getKey()));
            if (values.isEmpty()) return List.of();
            keys.add(new Scope.Key(by.getValue(), values));
        }
        return keys;
    }

    private static List<String> values(JsonNode argument) {
        if (!argument.isArray()) return isOne(argument) ? List.of(argument.asText()) : List.of();
        List<String> values = new ArrayList<>();
        for (JsonNode each : argument) {
            if (!isOne(each)) return List.of();
            values.add(each.asText());
        }
        return values.stream().distinct().toList();
    }

    /// No list, no pattern, no word for everything; names of files may have blanks.
    private static boolean isOne(JsonNode value) {
        return (value.isTextual() || value.isNumber())
                && Shape.isOne(BLANKS.matcher(value.asText()).replaceAll(""));
    }
}
