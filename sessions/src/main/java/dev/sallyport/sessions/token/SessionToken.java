package dev.sallyport.sessions.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A session token that this gateway signed. Whether it still holds is not said yet.
///
/// @param id of the token itself (`jti`)
/// @param grant what it stands for
/// @param audience the one target whose password slot takes it, or the issuer for one that is only
/// exchanged
/// @param claims the whole payload
public record SessionToken(
        String id, String grant, String audience, Instant issuedAt, Instant expiresAt, JsonNode claims) {

    @Override
    public String toString() {
        return "SessionToken[" + id + "]";
    }
}
