package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.sessions.json.Json;
import dev.sallyport.sessions.token.SessionToken;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Looks into session tokens and takes them back (RFC 7662, RFC 7009). Safe on every thread.
public final class Inspection {

    private final TokenReader reader;
    private final Endings endings;
    private final InstantSource clock;

    public Inspection(TokenReader reader, Endings endings, InstantSource clock) {
        this.reader = reader;
        this.endings = endings;
        this.clock = clock;
    }

    /// Whoever has a token may end what it stands for, however old it is and wherever they are: that
    /// only takes away. Blocks.
    ///
    /// @throws IOException when it could not be recorded; it has ended nevertheless
    public void revoke(String token) throws IOException {
        Optional<SessionToken> signed = reader.signed(token);
        if (signed.isPresent()) endings.end(signed.get().grant(), "its token was revoked");
    }

    /// What a token is worth, or why nothing is said.
    public sealed interface Answer {

        record Told(ObjectNode json) implements Answer {}

        record Refused(RefusalReason reason, String detail) implements Answer {}
    }

    /// @param own the session token of who asks; when that one is not good, nothing is said of the other
    public Answer inspect(String token, String own, Caller caller) {
        Instant now = clock.instant();
        return switch (reader.read(own, caller, false, now)) {
            case TokenReader.Reading.Fine asking -> new Answer.Told(looked(token, asking.good(), now));
            case TokenReader.Reading.Bad bad -> new Answer.Refused(bad.reason(), bad.detail());
            case TokenReader.Reading.Foreign _ ->
                new Answer.Refused(
                        RefusalReason.UNSUPPORTED, "send `Authorization: Bearer` and a session token of the same task");
        };
    }

    private ObjectNode looked(String token, TokenReader.Good asking, Instant now) {
        return reader.signed(token)
                .filter(signed -> active(signed, asking, now))
                .map(Inspection::told)
                .orElseGet(() -> Json.object().put("active", false));
    }

    /// Of the same tree.
    private boolean active(SessionToken token, TokenReader.Good asking, Instant now) {
        return now.isBefore(token.expiresAt())
                && token.claims().path("txn").asText().equals(asking.grant().tree())
                && reader.living(token.grant(), now);
    }

    private static ObjectNode told(SessionToken token) {
        ObjectNode json = Json.object().put("active", true);
        json.setAll((ObjectNode) token.claims());
        return json.put("token_type", json.path("cnf").has("jkt") ? "DPoP" : "Bearer");
    }
}
