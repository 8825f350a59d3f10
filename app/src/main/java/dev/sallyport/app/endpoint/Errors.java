package dev.sallyport.app.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.app.http.Answer;
import dev.sallyport.sessions.OAuthError;
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
        return new Answer(status, JSON, headers(status, error), Json.bytes(json));
    }

    /// RFC 6750 section 3, RFC 9449 section 9.
    private static Map<String, String> headers(int status, String error) {
        String scheme = error.equals(OAuthError.USE_NONCE) ? "DPoP" : "Bearer";
        return switch (status) {
            case 401 -> Map.of("www-authenticate", scheme + " error=\"" + error + "\"");
            case 503 -> Map.of("retry-after", "1");
            default -> Map.of();
        };
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
        private final RefusalReason reason;

        Unacceptable(int status, String error, String description) {
            this(status, error, description, RefusalReason.PROTOCOL);
        }

        /// @param reason for trail and metrics
        Unacceptable(int status, String error, String description, RefusalReason reason) {
            super(description);
            this.reason = reason;
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

        RefusalReason reason() {
            return reason;
        }
    }
}
