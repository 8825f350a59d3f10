package dev.sallyport.transport.http;

import java.nio.charset.StandardCharsets;

/// A whole answer of the gateway's own.
///
/// @param fields besides Content-Length; `cache-control: no-store` is added where none is said
/// @param body nobody changes it
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, Fields fields, byte[] body) {

    public static Answer of(int status, String mediaType, String body) {
        return new Answer(status, Fields.of("content-type", mediaType), body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String name, String value) {
        return new Answer(status, fields.with(name, value), body);
    }

    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
