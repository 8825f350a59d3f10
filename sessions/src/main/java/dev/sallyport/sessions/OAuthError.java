package dev.sallyport.sessions;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.RefusalReason.Remedy;

/// Why the desk gives nothing (RFC 6749 section 5.2, RFC 8693 section 2.2.2, RFC 9396 section 5, RFC 9449
/// section 5).
///
/// @param description lower case, no full stop, never a secret nor a token
/// @param reason for trail and metrics
public record OAuthError(int status, String error, String description, RefusalReason reason) {

    /// RFC 9449 section 8.
    public static final String USE_NONCE = "use_dpop_nonce";

    static OAuthError request(String description) {
        return new OAuthError(400, "invalid_request", description, RefusalReason.PROTOCOL);
    }

    static OAuthError details(String description) {
        return new OAuthError(400, "invalid_authorization_details", description, RefusalReason.MALFORMED);
    }

    static OAuthError target(String description) {
        return new OAuthError(400, "invalid_target", description, RefusalReason.NOT_BOUND);
    }

    static OAuthError unavailable(RefusalReason reason, String description) {
        return new OAuthError(503, "temporarily_unavailable", description, reason);
    }

    /// A proof that was not accepted, in the word that OAuth has for its reason.
    static OAuthError of(RefusalReason reason, String description) {
        if (reason.remedy() == Remedy.WAITING) return unavailable(reason, description);
        String word = switch (reason) {
            case UNKNOWN_TARGET, NOT_BOUND -> "invalid_target";
            case PURPOSE_NOT_ALLOWED -> "invalid_authorization_details";
            case NONCE_NEEDED -> USE_NONCE;
            default -> "invalid_request";
        };
        return new OAuthError(400, word, description, reason);
    }

    /// Breaks off a request.
    static final class Raised extends Exception {
        private static final long serialVersionUID = 1;

        private final transient OAuthError error;

        Raised(OAuthError error) {
            super(error.description());
            this.error = error;
        }

        OAuthError error() {
            return error;
        }
    }

    Raised raised() {
        return new Raised(this);
    }
}
