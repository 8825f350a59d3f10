package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.http.Answer;
import java.nio.charset.StandardCharsets;

/// What goes well.
final class Answers {

    private Answers() {}

    static Answer ok(JsonNode json) {
        return new Answer(200, "application/json", Json.bytes(json));
    }

    static Answer text(String mediaType, String text) {
        return new Answer(200, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
}
