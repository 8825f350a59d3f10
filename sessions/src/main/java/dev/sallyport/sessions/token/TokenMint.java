package dev.sallyport.sessions.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Signs session tokens and reads them back (RFC 7515 compact form, RFC 8725). Safe on every thread; does
/// not block.
public final class TokenMint {

    /// `typ` of every session token, so that none can be taken for another kind of JWT (RFC 8725 section
    /// 3.11).
    public static final String TYPE = "sst+jwt";

    /// Longer ones are no session tokens of ours.
    public static final int LONGEST = 8192;

    private static final String GRANT = "grant";

    private final String issuer;
    private final SigningKeys keys;

    public TokenMint(String issuer, SigningKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /// @param id of the token
    /// @param claims whatever else it says; `iss`, `aud`, `iat`, `exp`, `jti` and the grant are added
    public String sign(
            String id, String grant, String audience, Instant issuedAt, Instant expiresAt, ObjectNode claims) {
        ObjectNode payload = claims.deepCopy()
                .put("iss", issuer)
                .put("aud", audience)
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond())
                .put("jti", id)
                .put(GRANT, grant);
        SigningKeys.Key key = keys.signing();
        ObjectNode header = Json.object().put("alg", "ES256").put("typ", TYPE).put("kid", key.id());
        String text = Base64URL.encode(Json.bytes(header)) + "." + Base64URL.encode(Json.bytes(payload));
        try {
            Base64URL signature =
                    key.signer().sign(new JWSHeader(JWSAlgorithm.ES256), text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException("a session token cannot be signed", e);
        }
    }

    /// What a text turns out to be.
    public sealed interface Read {
        /// No session token of this gateway.
        enum Foreign implements Read {
            FOREIGN
        }

        /// It says that it is one of ours, and is not.
        enum Forged implements Read {
            FORGED
        }

        record Ours(SessionToken token) implements Read {}
    }

    public Read read(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3) return Read.Foreign.FOREIGN;
        Optional<JsonNode> header = json(parts[0]);
        if (header.isEmpty() || !header.get().path("typ").asText("").equals(TYPE)) return Read.Foreign.FOREIGN;
        Optional<JsonNode> payload = json(parts[1]);
        if (payload.isEmpty() || !payload.get().path("iss").asText("").equals(issuer)) return Read.Foreign.FOREIGN;
        return signed(header.get(), parts) ? ours(payload.get()) : Read.Forged.FORGED;
    }

    private static Optional<JsonNode> json(String part) {
        try {
            JsonNode json = Json.read(new Base64URL(part).decode());
            return json.isObject() ? Optional.of(json) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Exactly the three members that we write: nothing can point to another key (`jku`, `jwk`, `x5u`)
    /// or ask for more (`crit`).
    private boolean signed(JsonNode header, String[] parts) {
        SigningKeys.Key key = keys.byId(header.path("kid").asText(""));
        if (key == null || header.size() != 3 || !header.path("alg").asText("").equals("ES256")) return false;
        byte[] text = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        try {
            return key.verifier().verify(new JWSHeader(JWSAlgorithm.ES256), text, new Base64URL(parts[2]));
        } catch (JOSEException _) {
            return false;
        }
    }

    private static Read ours(JsonNode claims) {
        return new Read.Ours(new SessionToken(
                claims.path("jti").asText(),
                claims.path(GRANT).asText(),
                claims.path("aud").asText(),
                Instant.ofEpochSecond(claims.path("iat").asLong()),
                Instant.ofEpochSecond(claims.path("exp").asLong()),
                claims));
    }
}
