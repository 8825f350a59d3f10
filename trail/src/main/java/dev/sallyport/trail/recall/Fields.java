package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The fields of one record, which may hold anything.
record Fields(JsonNode json, long seq) {

    String text(String name) throws MalformedRecord {
        JsonNode value = json.path(name);
        if (!value.isTextual()) throw wrong("no text in `" + name + "`");
        return value.textValue();
    }

    long number(String name) throws MalformedRecord {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) throw wrong("no number in `" + name + "`");
        return value.longValue();
    }

    long number(String name, long otherwise) throws MalformedRecord {
        return json.has(name) ? number(name) : otherwise;
    }

    Instant time(String name) throws MalformedRecord {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            throw wrong("no time in `" + name + "`");
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> of) throws MalformedRecord {
        return word(text(name), name, of);
    }

    <E extends Enum<E>> E word(String text, String name, Class<E> of) throws MalformedRecord {
        try {
            return Enum.valueOf(of, text);
        } catch (IllegalArgumentException _) {
            throw wrong("an unknown word in `" + name + "`");
        }
    }

    List<String> texts(String name) throws MalformedRecord {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.isTextual()) throw wrong("no text in `" + name + "`");
            texts.add(value.textValue());
        }
        return texts;
    }

    /// Empty when it is not there.
    List<JsonNode> list(String name) throws MalformedRecord {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isArray()) throw wrong("no list in `" + name + "`");
        List<JsonNode> list = new ArrayList<>();
        value.forEach(list::add);
        return list;
    }

    Fields in(JsonNode inner) {
        return new Fields(inner, seq);
    }

    MalformedRecord wrong(String what) {
        return new MalformedRecord(seq, what);
    }
}
