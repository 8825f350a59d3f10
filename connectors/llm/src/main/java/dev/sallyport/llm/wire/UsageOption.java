package dev.sallyport.llm.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.nio.charset.StandardCharsets;

/// Asks a streamed chat completion for the tokens that it used (`stream_options.include_usage`), which its budget is
/// settled by.
final class UsageOption {

    private static final byte[] FIRST =
            "\"stream_options\":{\"include_usage\":true},".getBytes(StandardCharsets.US_ASCII);

    private UsageOption() {}

    /// @param body an object with at least one field
    static byte[] add(byte[] body) {
        ObjectNode json = Json.object(body).orElseThrow();
        if (!json.has("stream_options")) return inserted(body);
        ObjectNode options = json.path("stream_options") instanceof ObjectNode there ? there : Json.object();
        json.set("stream_options", options.put("include_usage", true));
        return Json.bytes(json);
    }

    /// Everything else stays as the agent wrote it.
    private static byte[] inserted(byte[] body) {
        int brace = 0;
        while (body[brace] != '{') brace++;
        byte[] longer = new byte[body.length + FIRST.length];
        System.arraycopy(body, 0, longer, 0, brace + 1);
        System.arraycopy(FIRST, 0, longer, brace + 1, FIRST.length);
        System.arraycopy(body, brace + 1, longer, brace + 1 + FIRST.length, body.length - brace - 1);
        return longer;
    }
}
