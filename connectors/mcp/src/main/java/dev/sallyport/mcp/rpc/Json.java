package dev.sallyport.mcp.rpc;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Strict JSON (RFC 8259): UTF-8 alone, no name twice in one object, nothing behind the value, bounded
/// nesting and numbers, no half of a surrogate pair. What is written says the same to every reader.
public final class Json {

    private static final int LONGEST_NUMBER = 100;

    private final JsonMapper mapper;

    /// @param depth of nesting, at most
    /// @param bytes of one document, at most
    public Json(int depth, int bytes) {
        StreamReadConstraints read = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxDocumentLength(bytes)
                .maxStringLength(bytes)
                .maxNameLength(Math.min(bytes, 4096))
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        // what the gateway wraps around a value that it read nests a little deeper
        StreamWriteConstraints write =
                StreamWriteConstraints.builder().maxNestingDepth(depth + 8).build();
        this.mapper = JsonMapper.builder(new JsonFactoryBuilder()
                        .streamReadConstraints(read)
                        .streamWriteConstraints(write)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /// @throws MalformedMessage when it is not JSON, or too large or too deep
    public JsonNode read(byte[] bytes) throws MalformedMessage {
        try {
            JsonNode tree = mapper.readTree(utf8(bytes));
            if (tree == null || tree.isMissingNode()) throw malformed("it is empty");
            whole(tree);
            return tree;
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        } catch (IOException | IllegalStateException e) {
            throw malformed("it is not JSON, has a name twice, or nests too deep");
        }
    }

    /// Half of a surrogate pair, which an escape can name, is written by some and replaced by others.
    private static void whole(JsonNode tree) throws MalformedMessage {
        if (tree.isTextual()) whole(tree.textValue());
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> each : tree.properties()) {
            whole(each.getKey());
            if (!names.add(folded(each.getKey()))) throw malformed("it has a name twice, but for its case");
        }
        for (JsonNode each : tree) whole(each);
    }

    /// Readers that take `Name` for `name` (Go's) fold like this; two names that they take for one are
    /// one too many.
    public static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static void whole(String text) throws MalformedMessage {
        boolean halved = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (halved) throw malformed("it holds half a character");
    }

    /// The JDK's decoder, since a lenient one reads overlong forms differently from other readers.
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static MalformedMessage malformed(String why) {
        return new MalformedMessage(RpcCode.PARSE_ERROR, "the message cannot be read: " + why);
    }

    /// Of a tree that was read here, or made of such.
    public byte[] write(JsonNode tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written", e);
        }
    }

    public ObjectNode object() {
        return mapper.createObjectNode();
    }
}
