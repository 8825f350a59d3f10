package dev.sallyport.llm.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads JSON (RFC 8259) that two readers cannot understand differently: UTF-8 only, no name twice in one object, no
/// more than [#DEPTH] levels, nothing behind the value. Stateless, safe on every thread.
public final class Json {

    /// Levels; schemas of tools rarely have twenty.
    public static final int DEPTH = 100;

    private static final int LONGEST_NUMBER = 100;

    /// Each becomes an object on the heap.
    private static final long MOST_TOKENS = 1_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /// The object that the text is; empty for whatever else it is.
    public static Optional<ObjectNode> object(byte[] utf8) {
        return value(utf8).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    public static Optional<ObjectNode> object(String text) {
        return value(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    public static Optional<JsonNode> value(byte[] utf8) {
        try {
            return value(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException broken) {
            return Optional.empty();
        }
    }

    public static Optional<JsonNode> value(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    /// ASCII alone: a lone surrogate stays what it was, and no reader of lines finds a separator in it.
    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("a tree that cannot be written", impossible);
        }
    }

    /// As people and rules read it: letters are letters.
    public static String plain(JsonNode node) {
        return node.toString();
    }

    /// Arguments as every way of telling them has them: an agent reads what the model wrote and writes it again.
    public static String plain(String arguments) {
        return object(arguments).map(JsonNode::toString).orElse(arguments);
    }

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.US_ASCII);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The text of a field, or nothing where it is no string.
    public static String string(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    /// Whether it is there and not null.
    public static boolean has(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && !value.isNull();
    }
}
