package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.JsonReader;
import dev.sallyport.grammar.http.target.Parameters;
import dev.sallyport.grammar.http.text.Digest;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.util.ArrayList;
import java.util.List;

/// Reads a body by its media type. Safe on every thread.
public final class BodyReader {

    /// Of RFC 7464, before each record.
    private static final byte SEPARATOR = 0x1e;

    private final BodyLimits limits;
    private final JsonReader json;

    public BodyReader(BodyLimits limits) {
        this.limits = limits;
        this.json = new JsonReader(limits.json());
    }

    /// @throws Unclear when it is not what its type says, could be read in two ways, or is too large
    public Content read(MediaType type, byte[] body) throws Unclear {
        if (body.length == 0) {
            return Content.NONE;
        }
        if (type.essence().isEmpty()) {
            throw new Unclear("a body without a content type");
        }
        if (type.essence().equals("multipart/form-data")) {
            return new Content.Parts(new Multipart(body, type.parameter("boundary"), limits.parts(), this).read());
        }
        if (type.essence().startsWith("multipart/")) {
            throw new Unclear("a multipart body that is no form");
        }
        return single(type, body);
    }

    /// Anything but multipart.
    Content single(MediaType type, byte[] body) throws Unclear {
        boolean text = type.isJson() || type.isJsonLines() || type.isForm() || type.isText();
        if (text && !type.isUtf8()) {
            throw new Unclear("a body in another charset than UTF-8");
        }
        if (type.isJson()) {
            return new Content.Document(json.read(body));
        }
        if (type.isJsonLines()) {
            return new Content.Lines(lines(body));
        }
        if (type.isForm()) {
            return form(body);
        }
        return type.isText() ? prose(type, body) : opaque(body);
    }

    private Content prose(MediaType type, byte[] body) throws Unclear {
        String text = Utf8.decode(body);
        List<Json> json = perhapsJson(body);
        return new Content.Prose(
                text, json.isEmpty() ? perhapsLines(body) : json, type.isTable() ? TextLines.count(text) : 1);
    }

    private Content form(byte[] body) throws Unclear {
        List<Json> otherwise = perhapsJson(body);
        try {
            return new Content.Form(Parameters.read(Utf8.decode(body), limits.parameters()), otherwise);
        } catch (Unclear e) {
            if (otherwise.isEmpty()) {
                throw e;
            }
            throw new Unclear("JSON that says it is a form");
        }
    }

    private Content opaque(byte[] body) {
        List<Json> otherwise = perhapsJson(body);
        if (!otherwise.isEmpty()) return new Content.Document(otherwise.getFirst());
        List<Json> lines = perhapsLines(body);
        return lines.isEmpty() ? new Content.Opaque(Digest.hex(body), body.length) : new Content.Lines(lines);
    }

    /// At most one.
    private List<Json> perhapsJson(byte[] body) {
        if (!beginsAsJson(body)) return List.of();
        try {
            return List.of(json.read(body));
        } catch (Unclear _) {
            return List.of();
        }
    }

    /// Whatever it is called.
    private List<Json> perhapsLines(byte[] body) {
        if (!beginsAsJson(body)) return List.of();
        try {
            return lines(body);
        } catch (Unclear _) {
            return List.of();
        }
    }

    private static boolean beginsAsJson(byte[] body) {
        int at = 0;
        while (at < body.length && isSpace(body[at])) at++;
        return at < body.length && (body[at] == '{' || body[at] == '[');
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == SEPARATOR;
    }

    private List<Json> lines(byte[] body) throws Unclear {
        List<Json> lines = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            while (from < body.length && body[from] == SEPARATOR) from++;
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            if (!isBlank(body, from, to)) {
                lines.add(json.read(body, from, to));
            }
            if (lines.size() > limits.lines()) {
                throw new Unclear("more than " + limits.lines() + " lines of JSON");
            }
            from = to + 1;
        }
        return lines;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
