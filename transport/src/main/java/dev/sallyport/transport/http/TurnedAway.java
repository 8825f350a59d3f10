package dev.sallyport.transport.http;

import dev.sallyport.api.identity.RefusalReason;

/// Why a request got no session.
///
/// @param reason `UNSUPPORTED` when no proof was shown at all (HTTP: 401)
/// @param detail lower case, no full stop, never a secret
/// @param requestId under which it stands in the trail
/// @param showed true when there was a proof
public record TurnedAway(RefusalReason reason, String detail, String requestId, boolean showed) {

    /// 401 where another proof could help, 403 where none does, 503 where waiting does.
    public int status() {
        return switch (reason.remedy()) {
            case ANOTHER_PROOF -> 401;
            case NONE -> 403;
            case WAITING -> 503;
        };
    }
}
