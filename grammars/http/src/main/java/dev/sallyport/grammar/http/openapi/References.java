package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.json.Json;
import java.util.List;
import java.util.Optional;

/// Follows `$ref` within one document (RFC 6901 pointers).
record References(Json root) {

    private static final int LONGEST_WAY = 16;

    /// The value itself when it is no reference.
    ///
    /// @param where for the error
    Json follow(Json value, String where) throws InvalidDocument {
        Json now = value;
        for (int step = 0; step < LONGEST_WAY; step++) {
            Optional<String> reference = now.text("$ref");
            if (reference.isEmpty()) {
                return now;
            }
            now = find(reference.get(), where);
        }
        throw new InvalidDocument(where + ": a reference leads in circles or too far");
    }

    private Json find(String reference, String where) throws InvalidDocument {
        if (!reference.startsWith("#/")) {
            throw new InvalidDocument(
                    where + ": only references within the document are followed; bundle it `" + reference + "`");
        }
        Json now = root;
        for (String token : reference.substring(2).split("/", -1)) {
            Optional<Json> next = step(now, unescaped(token));
            if (next.isEmpty()) {
                throw new InvalidDocument(where + ": the reference leads nowhere `" + reference + "`");
            }
            now = next.get();
        }
        return now;
    }

    private static Optional<Json> step(Json from, String token) {
        List<Json> elements = from.elements();
        return elements.isEmpty() || !token.matches("[0-9]{1,6}")
                ? from.member(token)
                : elements.stream().skip(Integer.parseInt(token)).findFirst();
    }

    private static String unescaped(String token) {
        return token.replace("%7B", "{")
                .replace("%7D", "}")
                .replace("%7b", "{")
                .replace("%7d", "}")
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
