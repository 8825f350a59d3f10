package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.nio.charset.StandardCharsets;

/// One event of a stream (WHATWG HTML, "Server-sent events").
///
/// @param type the `event` field, possibly empty
/// @param data the `data` lines joined by line feeds
/// @param hasData whether there was such a line: without one it is no event for anybody, such as a comment that keeps
///     the connection alive
/// @param raw its lines as they came, the empty one at the end included
@SuppressWarnings("ArrayRecordComponent")
record SseEvent(String type, String data, boolean hasData, byte[] raw) {

    /// As it came, or written anew where readers of lines might cut it differently: over several `data` lines, with
    /// control characters, or with separators that only some of them heed (U+0085, U+2028, U+2029).
    byte[] plain() throws BrokenAnswerException {
        if (!hasData) return odd() ? new byte[0] : raw;
        if (data.indexOf('\n') < 0 && !odd()) return raw;
        JsonNode node = Json.value(data).orElseThrow(() -> new BrokenAnswerException("an event that is not JSON"));
        return write(odd(type) ? "" : type, Json.text(node));
    }

    private boolean odd() {
        return odd(new String(raw, StandardCharsets.UTF_8));
    }

    private static boolean odd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separates = c == 0x85 || c == 0x2028 || c == 0x2029;
            if (separates || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) return true;
        }
        return false;
    }

    /// As one of the gateway's own making.
    ///
    /// @param type empty for none
    /// @param data one line
    static byte[] write(String type, String data) {
        String head = type.isEmpty() ? "" : "event: " + type + "\n";
        return (head + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SseEvent[" + type + ", " + raw.length + " bytes]";
    }
}
