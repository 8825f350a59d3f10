package dev.sallyport.grammar.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One tree being read. Depth is bounded by the parser, so recursion is too.
final class TreeReading {

    /// Of its path for each byte of the text.
    private static final int MOST_PATH = 64;

    private static final int USUAL_PATHS = 4096;
    private static final int PUNCTUATION = 4;

    private final JsonParser parser;
    private final int offset;
    private final JsonLimits limits;
    private int left;
    private long paths;
    private int path;

    /// @param bytes of the text
    TreeReading(JsonParser parser, int offset, int bytes, JsonLimits limits) {
        this.parser = parser;
        this.offset = offset;
        this.limits = limits;
        this.left = limits.values();
        this.paths = USUAL_PATHS + (long) MOST_PATH * bytes;
    }

    Json value(JsonToken token) throws IOException, Unclear {
        if (left-- == 0) {
            throw new Unclear("JSON of too many values");
        }
        countPath();
        int from = start();
        return switch (token) {
            case START_OBJECT -> new Json.Members(members(), since(from));
            case START_ARRAY -> new Json.Elements(elements(), since(from));
            case VALUE_STRING -> new Json.Text(checked(parser.getText(), limits.string()), since(from));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String number = checked(parser.getText(), limits.number());
                // the parser has looked one character further
                yield new Json.Numeral(number, new Span(from, from + number.length()));
            }
            case VALUE_TRUE -> new Json.Truth(true, since(from));
            case VALUE_FALSE -> new Json.Truth(false, since(from));
            case VALUE_NULL -> new Json.Null(since(from));
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new Unclear("not well-formed JSON");
        };
    }

    /// Values are told apart by their paths ([Leaves]): with long names around many small values, a short
    /// text has paths of many gigabytes.
    private void countPath() throws Unclear {
        paths -= path;
        if (paths < 0) {
            throw new Unclear("JSON with too long names around its values");
        }
    }

    private Json inside(int step, JsonToken token) throws IOException, Unclear {
        path += step + PUNCTUATION;
        Json value = value(token);
        path -= step + PUNCTUATION;
        return value;
    }

    private Map<String, Json> members() throws IOException, Unclear {
        Map<String, Json> members = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName(), limits.name());
            if (!folded.add(name.toLowerCase(Locale.ROOT))) {
                throw new Unclear("a JSON member occurs twice, or twice but for upper and lower case");
            }
            members.put(name, inside(name.length(), parser.nextToken()));
        }
        return members;
    }

    private List<Json> elements() throws IOException, Unclear {
        List<Json> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(inside(0, token));
        }
        return elements;
    }

    /// The parser looks at lengths only when a buffer is full.
    private static String checked(String text, int longest) throws Unclear {
        if (text.length() > longest) {
            throw new Unclear("JSON with too long a name, string or number");
        }
        if (!Utf8.isWellFormed(text)) {
            throw new Unclear("a lone surrogate in JSON");
        }
        return text;
    }

    private int start() {
        return offset + (int) parser.currentTokenLocation().getByteOffset();
    }

    private Span since(int from) {
        return new Span(from, offset + (int) parser.currentLocation().getByteOffset());
    }
}
