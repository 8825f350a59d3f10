package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.http.Answer;
import java.util.Map;

/// An error as RFC 9457 has it.
///
/// @param name stable and greppable; the last part of `type`
/// @param detail lower case, no full stop, says what to do, never a secret
record Problem(int status, String name, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE = "urn:sallyport:problem:";

    /// `title` is the name in words, the same for every occurrence (RFC 9457, section 3.1.3).
    ObjectNode json() {
        return Json.object()
                .put("type", TYPE + name)
                .put("title", name.replace('-', ' '))
                .put("status", status)
                .put("detail", detail);
    }

    Answer answer() {
        Map<String, String> headers = status == 401 ? Map.of("www-authenticate", "Bearer") : Map.of();
        return new Answer(status, MEDIA_TYPE, headers, Json.bytes(json()));
    }
}
