package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /// Whoever has a token may end what it stands for, however old it is and wherever they are: that only
    /// takes away.
    /// Blocks.
    ///
    /// @throws IOException when it could not be recorded; it has ended nevertheless
    public void revoke(String token) throws IOException {
        Optional<SessionToken> signed = reader.signed(token);
        if (signed.isPresent()) endings.end(signed.get().grant(), "its token was revoked");
    }

    /// @param own the session token of who asks
    /// @return empty when that one is not good: then nothing is said
    public Optional<ObjectNode> inspect(String token, String own, Caller caller) {
        Instant now = clock.instant();
        if (!(reader.read(own, caller, false, now) instanceof TokenReader.Reading.Fine asking)) return Optional.empty();
        return Optional.of(reader.signed(token)
                .filter(signed -> active(signed, asking.good(), now))
                .map(Inspection::told)
                .orElseGet(() -> Json.object().put("active", false)));
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
