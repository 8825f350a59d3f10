package dev.sallyport.http.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A query as text.
final class QueryText {

    private QueryText() {}

    /// The path without any parameter of this name, however it is written.
    static String without(String path, String name) {
        int question = path.indexOf('?');
        if (question < 0) return path;
        List<String> kept = new ArrayList<>();
        for (String pair : path.substring(question + 1).split("&", -1)) {
            if (!pair.isEmpty() && !nameOf(pair).equalsIgnoreCase(name)) kept.add(pair);
        }
        String before = path.substring(0, question);
        return kept.isEmpty() ? before : before + "?" + String.join("&", kept);
    }

    private static String nameOf(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
