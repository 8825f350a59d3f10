package dev.sallyport.authmethods.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Reads a JSON object of strings and objects of strings into `path/to/name` → text. Strict: no member
/// twice, nothing after the object, at most 8 levels, no arrays, and no name that could be taken for a path.
final class JsonLeaves {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    private final JsonParser parser;
    private final Map<String, String> leaves = new TreeMap<>();

    private JsonLeaves(JsonParser parser) {
        this.parser = parser;
    }

    /// @throws IOException when it is anything else; the message does not quote the content
    static Map<String, String> read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonLeaves reading = new JsonLeaves(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            reading.members("");
            if (parser.nextToken() != null) {
                throw new IOException("text after the JSON object");
            }
            return reading.leaves;
        } catch (JacksonException _) {
            throw new IOException("not well-formed JSON, or a member occurs twice");
        }
    }

    private void members(String path) throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (name.isEmpty() || name.contains("/")) {
                throw new IOException("a member has an unusable name");
            }
            member(path + name);
            any = true;
        }
        if (!any) {
            throw new IOException("an object is empty");
        }
    }

    private void member(String path) throws IOException {
        switch (parser.nextToken()) {
            case START_OBJECT -> members(path + "/");
            case VALUE_STRING -> leaves.put(path, parser.getText());
            case VALUE_NULL -> leaves.put(path, "");
            case null, default -> throw new IOException("a member is neither a string nor an object");
        }
    }
}
