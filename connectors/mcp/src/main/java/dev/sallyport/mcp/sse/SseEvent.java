package dev.sallyport.mcp.sse;

import java.nio.charset.StandardCharsets;

/// One event.
///
/// @param id as it stood there; empty for none
/// @param type empty for `message`
/// @param data lines are parted by line feeds
/// @param retry milliseconds; -1 for none
public record SseEvent(String id, String type, String data, long retry) {

    /// As it stands on the wire, ended by an empty line.
    public byte[] bytes() {
        StringBuilder out = new StringBuilder(data.length() + 32);
        if (!id.isEmpty()) out.append("id: ").append(id).append('\n');
        if (!type.isEmpty()) out.append("event: ").append(type).append('\n');
        if (retry >= 0) out.append("retry: ").append(retry).append('\n');
        data.lines().forEach(line -> out.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) out.append("data: \n");
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The same place in the stream with other data.
    public SseEvent with(String other) {
        return new SseEvent(id, type, other, retry);
    }
}
