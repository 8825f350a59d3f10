package dev.sallyport.transport.http;

import java.nio.charset.StandardCharsets;

/// What the floor itself has to say, before any target was found.
final class Faults {

    private Faults() {}

    /// @param detail lower case, no full stop; nothing of the request in it
    static Answer of(int status, String detail) {
        return Answer.of(status, "text/plain; charset=utf-8", detail + "\n");
    }

    /// @param detail with nothing in it but what may stand in JSON and in a quoted string
    static Answer unnamed(String detail, String requestId) {
        String problem = "{\"title\":\"No such target\",\"status\":403,\"detail\":\"" + detail + "\",\"requestId\":\""
                + requestId + "\"}";
        return Answer.of(403, "application/problem+json", problem)
                .with(
                        "proxy-status",
                        "sallyport; error=http_request_denied; details=\"" + detail + "; request " + requestId + "\"");
    }

    /// A proof that is missing, in the words of a proxy (RFC 9110 section 11.7.1), also where the body tells the status
    /// (RFC 9457 section 3.1.2).
    static Answer ofProxy(Answer unproven) {
        Fields fields = unproven.fields()
                .without("www-authenticate")
                .and(Framing.CHALLENGE, "Basic realm=\"sallyport\", charset=\"UTF-8\"")
                .and(Framing.CHALLENGE, "Bearer realm=\"sallyport\"");
        String body = new String(unproven.body(), StandardCharsets.UTF_8).replace("\"status\":401", "\"status\":407");
        return new Answer(407, fields, body.getBytes(StandardCharsets.UTF_8));
    }
}
