package dev.sallyport.app.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.sessions.Caller;
import dev.sallyport.sessions.Inspection;
import dev.sallyport.sessions.OAuthError;
import dev.sallyport.sessions.TokenAnswer;
import dev.sallyport.sessions.TokenDesk;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What is done with tokens: given out, taken back, looked into.
public final class Tokens {

    private static final String BEARER = "Bearer ";
    private static final String DPOP = "DPoP ";

    private final String issuer;
    private final TokenDesk desk;
    private final Inspection inspection;

    public Tokens(String issuer, TokenDesk desk, Inspection inspection) {
        this.issuer = issuer;
        this.desk = desk;
        this.inspection = inspection;
    }

    Answer exchange(String id, Asked asked) throws Errors.Unacceptable, InterruptedException {
        return switch (desk.exchange(Form.of(asked), caller(asked))) {
            case TokenAnswer.Issued issued -> ok(issued.json());
            case TokenAnswer.Refused refused -> SessionService.refused(refused.error(), refused.requestId());
        };
    }

    /// RFC 7009 section 2.2: also for a token that nobody knows.
    Answer revoke(String id, Asked asked) throws Errors.Unacceptable, IOException {
        inspection.revoke(Form.one(Form.of(asked), "token"));
        return new Answer(200, Errors.JSON, Json.bytes(Json.object()));
    }

    /// RFC 7662. Only for who shows a session token of the same task, since it could tell strangers what
    /// they guessed.
    Answer introspect(String id, Asked asked) throws Errors.Unacceptable {
        Map<String, List<String>> form = Form.of(asked);
        return switch (inspection.inspect(Form.one(form, "token"), presented(asked), caller(asked))) {
            case Inspection.Answer.Told told -> ok(told.json());
            case Inspection.Answer.Refused no ->
                throw new Errors.Unacceptable(
                        401,
                        no.reason() == RefusalReason.NONCE_NEEDED ? OAuthError.USE_NONCE : "invalid_token",
                        no.detail(),
                        no.reason());
        };
    }

    static String presented(Asked asked) {
        String header = asked.header("authorization");
        for (String scheme : List.of(BEARER, DPOP)) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length()))
                return header.substring(scheme.length()).strip();
        }
        return "";
    }

    Caller caller(Asked asked) throws Errors.Unacceptable {
        List<String> proofs = asked.headers().getOrDefault("dpop", List.of());
        if (proofs.size() > 1)
            throw new Errors.Unacceptable(400, "invalid_dpop_proof", "send one DPoP proof, not several");
        RequestProof proof = proofs.isEmpty()
                ? null
                : new RequestProof(proofs.getFirst(), asked.method(), URI.create(issuer + path(asked)));
        return new Caller(asked.peer(), asked.chain(), proof);
    }

    private static String path(Asked asked) {
        int query = asked.path().indexOf('?');
        return query < 0 ? asked.path() : asked.path().substring(0, query);
    }

    private static Answer ok(ObjectNode json) {
        return new Answer(200, Errors.JSON, Map.of("pragma", "no-cache"), Json.bytes(json));
    }
}
