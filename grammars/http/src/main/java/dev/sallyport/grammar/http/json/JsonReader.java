package dev.sallyport.grammar.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads one JSON value (RFC 8259) or says why not. Safe on every thread.
public final class JsonReader {

    private static final int BOM = 0xef;
    private static final int SLACK = 4096;

    private final JsonLimits limits;
    private final JsonFactory factory;

    public JsonReader(JsonLimits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                // UTF-8 was checked; a guess that it is UTF-16 would be a second reading
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        // it counts these by buffers; the exact check is TreeReading's
                        .maxStringLength(limits.string() + SLACK)
                        .maxNameLength(limits.name() * 4 + SLACK)
                        .maxNumberLength(limits.number() + SLACK)
                        .build())
                .build();
    }

    /// @throws Unclear when it is not exactly one value, could be read in two ways, or is larger than
    ///     the limits
    public Json read(byte[] utf8) throws Unclear {
        return read(utf8, 0, utf8.length);
    }

    /// A part of an array; the spans are offsets in the array.
    public Json read(byte[] utf8, int from, int to) throws Unclear {
        if (to - from > limits.bytes()) {
            throw new Unclear("JSON of more than " + limits.bytes() + " bytes");
        }
        if (to > from && (utf8[from] & 0xff) == BOM) {
            throw new Unclear("JSON that begins with a byte order mark");
        }
        Utf8.decode(utf8, from, to);
        try (JsonParser parser = factory.createParser(utf8, from, to - from)) {
            return one(parser, from, to - from);
        } catch (StreamConstraintsException _) {
            throw new Unclear("JSON that is nested too deeply, or has too long a name, string or number");
        } catch (JacksonException _) {
            throw new Unclear("not well-formed JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail to be read", e);
        }
    }

    /// As [#read(byte[])]; the spans are offsets in its UTF-8 form.
    public Json read(String text) throws Unclear {
        if (!Utf8.isWellFormed(text)) {
            throw new Unclear("a lone surrogate");
        }
        return read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Json one(JsonParser parser, int offset, int bytes) throws IOException, Unclear {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Unclear("no JSON at all");
        }
        Json value = new TreeReading(parser, offset, bytes, limits).value(first);
        if (parser.nextToken() != null) {
            throw new Unclear("text after the JSON value");
        }
        return value;
    }
}
