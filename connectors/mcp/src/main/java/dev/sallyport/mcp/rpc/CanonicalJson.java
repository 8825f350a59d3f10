package dev.sallyport.mcp.rpc;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/// One text for every JSON value: members sorted by name in UTF-16 code units, no white space, strings
/// with the escapes that RFC 8785 has, and numbers by their exact decimal value (`1`, `1.0` and `1e0`
/// are one number).
///
/// It is RFC 8785 but for its numbers, which go through binary64 there: two numbers that a reader with
/// more digits tells apart must not look alike here.
public final class CanonicalJson {

    private CanonicalJson() {}

    public static String text(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(JsonNode tree, StringBuilder out) {
        switch (tree) {
            case ObjectNode object -> object(object, out);
            case ArrayNode array -> array(array, out);
            case JsonNode text when text.isTextual() -> string(text.textValue(), out);
            case JsonNode number when number.isNumber() -> out.append(number(number.decimalValue()));
            case JsonNode word -> out.append(word.asText());
        }
    }

    private static void object(ObjectNode object, StringBuilder out) {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> each :
                object.properties().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            string(each.getKey(), out.append(comma));
            write(each.getValue(), out.append(':'));
            comma = ",";
        }
        out.append('}');
    }

    private static void array(ArrayNode array, StringBuilder out) {
        out.append('[');
        String comma = "";
        for (JsonNode each : array) {
            write(each, out.append(comma));
            comma = ",";
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }

    private static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
