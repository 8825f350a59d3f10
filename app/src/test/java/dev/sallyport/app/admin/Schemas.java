package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// As much of JSON Schema as the document uses; stricter in one thing: what is not documented may not be
/// there.
public final class Schemas {

    private Schemas() {}

    public static List<String> faults(JsonNode document, JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            return faults(document, document.at(schema.path("$ref").asText().substring(1)), value, at);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(document, schema, value, at);
            case "array" -> array(document, schema, value, at);
            case "string" -> string(schema, value, at);
            case "integer" -> value.isIntegralNumber() ? List.of() : List.of(at + ": not an integer");
            case "boolean" -> value.isBoolean() ? List.of() : List.of(at + ": not a boolean");
            default -> List.of(at + ": a type that the check does not know");
        };
    }

    private static List<String> object(JsonNode document, JsonNode schema, JsonNode value, String at) {
        List<String> faults = new ArrayList<>();
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) faults.add(at + "." + required.asText() + ": missing");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String place = at + "." + member.getKey();
            JsonNode one = schema.path("properties").path(member.getKey());
            faults.addAll(
                    one.isMissingNode()
                            ? List.of(place + ": not documented")
                            : faults(document, one, member.getValue(), place));
        }
        return faults;
    }

    private static List<String> array(JsonNode document, JsonNode schema, JsonNode value, String at) {
        if (!value.isArray()) return List.of(at + ": not an array");
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            faults.addAll(faults(document, schema.path("items"), value.get(i), at + "[" + i + "]"));
        }
        return faults;
    }

    private static List<String> string(JsonNode schema, JsonNode value, String at) {
        if (!value.isTextual()) return List.of(at + ": not a string");
        if (!schema.has("enum")) return List.of();
        for (JsonNode allowed : schema.path("enum")) {
            if (allowed.equals(value)) return List.of();
        }
        return List.of(at + ": not one of " + schema.path("enum"));
    }
}
