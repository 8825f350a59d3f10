package dev.sallyport.authmethods.jwt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads JSON the strict way: UTF-8 only, no member twice at any depth (two readers could see two different tokens,
/// RFC 7519 §4), nothing after the value, nesting and numbers bounded.
///
/// Values: String, Long, Double, Boolean, unmodifiable List and Map. `null` members and elements are left out: a
/// claim without a value is a claim that is not there.
public final class Json {

    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build();

    private Json() {}

    /// @throws IOException when it is not one well-formed JSON object; the message does not quote the content
    public static SortedMap<String, Object> object(byte[] utf8) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            SortedMap<String, Object> object = members(parser);
            if (parser.nextToken() != null) {
                throw new IOException("text after the JSON object");
            }
            return object;
        } catch (com.fasterxml.jackson.core.JacksonException _) {
            throw new IOException("not well-formed JSON, or a member occurs twice");
        }
    }

    private static SortedMap<String, Object> members(JsonParser parser) throws IOException {
        SortedMap<String, Object> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return Collections.unmodifiableSortedMap(members);
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser);
            if (value != null) {
                elements.add(value);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> number(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IOException("not well-formed JSON");
        };
    }

    private static Object number(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) finite(parser.getDoubleValue())
                : (Object) parser.getLongValue();
    }

    private static Double finite(double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IOException("a number is too large");
        }
        return number;
    }

    /// A member that is a string; empty otherwise.
    public static String text(Map<String, Object> object, String member) {
        return object.get(member) instanceof String text ? text : "";
    }
}
