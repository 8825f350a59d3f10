package dev.sallyport.sessions.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Trees: no member twice, nothing after the value, sixteen levels at most.
public final class Json {

    private static final int DEEPEST = 16;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// @throws IOException when it is anything but one JSON value; the message does not quote it
    public static JsonNode read(byte[] utf8) throws IOException {
        try {
            return MAPPER.readTree(utf8);
        } catch (JsonProcessingException _) {
            throw new IOException("not well-formed JSON, nested too deeply, or a member occurs twice");
        }
    }

    /// @throws IOException as [#read(byte[])] does
    public static JsonNode read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// SHA-256, in hex, of the canonical form (RFC 8785 for what may stand in a task: strings, whole
    /// numbers, arrays and objects).
    public static String hash(JsonNode json) {
        return hash(bytes(sorted(json)));
    }

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode json) {
        if (json.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            json.forEach(each -> array.add(sorted(each)));
            return array;
        }
        if (!json.isObject()) return json;
        SortedMap<String, JsonNode> members = new TreeMap<>();
        json.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        ObjectNode object = object();
        members.forEach(object::set);
        return object;
    }

    /// What a claim is in Java: String, Long, Double, Boolean, List, Map. `null`s are left out.
    public static SortedMap<String, Object> values(JsonNode object) {
        SortedMap<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isNull()) values.put(member.getKey(), value(member.getValue()));
        }
        return values;
    }

    private static Object value(JsonNode json) {
        if (json.isObject()) return values(json);
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(each -> list.add(value(each)));
            return list;
        }
        if (json.isBoolean()) return json.booleanValue();
        if (json.isIntegralNumber() && json.canConvertToLong()) return json.longValue();
        return json.isNumber() ? (Object) json.doubleValue() : json.asText();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
