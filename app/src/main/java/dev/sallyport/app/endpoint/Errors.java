package dev.sallyport.app.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.http.Answer;
import dev.sallyport.sessions.json.Json;
import java.util.Map;

/// Errors as RFC 6749 section 5.2 has them.
final class Errors {

    static final String JSON = "application/json";

    private Errors() {}

    static Answer of(int status, String error, String description) {
        return of(status, error, description, "");
    }

    /// @param requestId stands in the trail too; empty for none
    static Answer of(int status, String error, String description, String requestId) {
        ObjectNode json = Json.object().put("error", error).put("error_description", safe(description));
        if (!requestId.isEmpty()) json.put("request_id", requestId);
        Map<String, String> headers = status == 401
                ? Map.of("www-authenticate", "Bearer error=\"" + error + "\"")
                : status == 503 ? Map.of("retry-after", "1") : Map.of();
        return new Answer(status, JSON, headers, Json.bytes(json));
    }

    /// Only the characters that a description may have (RFC 6749 section 5.2).
    private static String safe(String description) {
        StringBuilder safe = new StringBuilder(description.length());
        description
                .chars()
                .forEach(c -> safe.append(c < 0x20 || c > 0x7e ? '?' : c == '"' || c == '\\' ? '\'' : (char) c));
        return safe.toString();
    }

    /// A request that cannot be worked with.
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String error;
        private final String description;

        Unacceptable(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
            this.description = description;
        }

        int status() {
            return status;
        }

        String error() {
            return error;
        }

        String description() {
            return description;
        }
    }
}
