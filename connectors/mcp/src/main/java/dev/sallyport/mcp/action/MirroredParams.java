package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The arguments that a tool wants to see in headers as well (2026-07-28, "Custom Headers from Tool
/// Parameters").
public final class MirroredParams {

    private static final String WORD = "x-mcp-header";

    private final Map<String, List<String>> paths;

    private MirroredParams(Map<String, List<String>> paths) {
        this.paths = paths;
    }

    /// Of a tool's definition; empty when what it says there is not allowed: such a tool is to be
    /// rejected.
    public static Optional<MirroredParams> of(ObjectNode definition) {
        Map<String, List<String>> paths = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        JsonNode schema = definition.path("inputSchema");
        boolean fine = collect(schema, List.of(), paths);
        return fine && paths.size() == mentions(schema) ? Optional.of(new MirroredParams(paths)) : Optional.empty();
    }

    private static boolean collect(JsonNode schema, List<String> path, Map<String, List<String>> into) {
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            List<String> here = new ArrayList<>(path);
            here.add(each.getKey());
            JsonNode word = each.getValue().get(WORD);
            if (word != null && (!allowed(word, each.getValue()) || into.put(word.textValue(), here) != null))
                return false;
            if (!collect(each.getValue(), here, into)) return false;
        }
        return true;
    }

    private static boolean allowed(JsonNode word, JsonNode schema) {
        return word.isTextual()
                && word.textValue().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}")
                && Set.of("string", "integer", "boolean")
                        .contains(schema.path("type").asText(""));
    }

    /// Wherever it stands: one in a place that cannot be reached by properties alone makes the tool
    /// invalid. A property that happens to have this name is no annotation.
    private static int mentions(JsonNode schema) {
        int count = schema.path(WORD).isTextual() ? 1 : 0;
        for (JsonNode each : schema) count += mentions(each);
        return count;
    }

    /// The headers that belong to a call with these arguments.
    public Map<String, String> headers(JsonNode arguments) {
        Map<String, String> headers = new TreeMap<>();
        paths.forEach((name, path) -> {
            JsonNode value = HeaderCheck.at(arguments, path);
            if (value.isValueNode() && !value.isNull())
                headers.put(HeaderValues.PARAM + name, HeaderValues.encoded(value.asText()));
        });
        return headers;
    }

    /// Whether a request has exactly these.
    public Optional<Objection> check(HeaderValues headers, JsonNode arguments) {
        Set<String> due = new HashSet<>();
        for (Map.Entry<String, String> each : headers(arguments).entrySet()) {
            due.add(each.getKey().toLowerCase(Locale.ROOT));
            List<String> values = headers.all(each.getKey());
            if (values.size() != 1 || !same(values.getFirst(), each.getValue()))
                return HeaderCheck.mismatch(each.getKey() + " is missing, or not what the body says");
        }
        for (String name : paths.keySet()) {
            String header = HeaderValues.PARAM + name;
            if (!due.contains(header.toLowerCase(Locale.ROOT))
                    && !headers.all(header).isEmpty())
                return HeaderCheck.mismatch(header + " says something that the body does not");
        }
        return Optional.empty();
    }

    private static boolean same(String header, String body) {
        String one = HeaderValues.decoded(header);
        String other = HeaderValues.decoded(body);
        return one.equals(other)
                || number(one)
                        .flatMap(n -> number(other).filter(m -> n.compareTo(m) == 0))
                        .isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        if (!text.matches("-?[0-9]{1,16}(\\.0{1,16})?")) return Optional.empty();
        return Optional.of(new BigDecimal(text));
    }
}
