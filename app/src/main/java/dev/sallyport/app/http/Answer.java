package dev.sallyport.app.http;

import java.util.HashMap;
import java.util.Map;

/// What goes back. The body is not copied: nobody changes it.
///
/// @param headers besides type, length and caching
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, String mediaType, Map<String, String> headers, byte[] body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /// With one more header.
    public Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, mediaType, more, body);
    }

    public Answer(int status, String mediaType, byte[] body) {
        this(status, mediaType, Map.of(), body);
    }
}
