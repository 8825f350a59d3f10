package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// What goes back. The body is not copied: nobody changes it.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String mediaType, byte[] body) {

    static Answer ok(JsonNode json) {
        return new Answer(200, "application/json", Json.bytes(json));
    }

    static Answer text(String mediaType, String text) {
        return new Answer(200, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
}
