package dev.sallyport.app.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.sessions.TokenRequest;
import dev.sallyport.sessions.json.Json;
import dev.sallyport.sessions.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What everybody may know: where things are and which keys sign.
public final class Discovery {

    private final String issuer;
    private final SigningKeys keys;
    private final Supplier<Map<String, Offered>> targets;
    private final Supplier<Optional<String>> authority;

    /// @param targets those that are served now, by name
    /// @param authority PEM of the forward proxy's authority; empty when there is none
    public Discovery(
            String issuer,
            SigningKeys keys,
            Supplier<Map<String, Offered>> targets,
            Supplier<Optional<String>> authority) {
        this.issuer = issuer;
        this.keys = keys;
        this.targets = targets;
        this.authority = authority;
    }

    /// RFC 8414 section 2.
    Answer server(String id, Asked asked) {
        ObjectNode json = Json.object()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/oauth2/token")
                .put("jwks_uri", issuer + "/oauth2/jwks")
                .put("revocation_endpoint", issuer + "/oauth2/revoke")
                .put("introspection_endpoint", issuer + "/oauth2/introspect")
                .put("tls_client_certificate_bound_access_tokens", true);
        json.putArray("grant_types_supported").add(TokenRequest.EXCHANGE);
        json.putArray("response_types_supported");
        json.putArray("token_endpoint_auth_methods_supported").add("none");
        json.putArray("revocation_endpoint_auth_methods_supported").add("none");
        json.putArray("authorization_details_types_supported").add("sallyport_task");
        ArrayNode proofs = json.putArray("dpop_signing_alg_values_supported");
        ProofRules.DEFAULT.algorithms().stream().sorted().forEach(proofs::add);
        return ok(json);
    }

    /// RFC 9728 section 2: every target is a resource. The members that begin with `sallyport_` are for `sallyport
    /// exec`.
    Answer resource(String target, Asked asked) throws Errors.Unacceptable {
        Offered offered = targets.get().get(target);
        if (offered == null) throw new Errors.Unacceptable(404, "invalid_target", "no such target is configured");
        ObjectNode json = Json.object()
                .put("resource", issuer + "/" + target)
                .put("resource_name", target)
                .put("tls_client_certificate_bound_access_tokens", true);
        json.putArray("authorization_servers").add(issuer);
        json.putArray("authorization_details_types_supported").add("sallyport_task");
        json.put("sallyport_protocol", offered.protocol());
        member(json, "sallyport_dialect", offered.dialect());
        member(json, "sallyport_path", offered.path());
        member(json, "sallyport_forward", offered.forward());
        member(json, "sallyport_plain", offered.plain());
        return ok(json);
    }

    private static void member(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) json.put(name, value);
    }

    /// What agents of the forward proxy trust.
    Answer authority(String id, Asked asked) throws Errors.Unacceptable {
        String pem = authority
                .get()
                .orElseThrow(() -> new Errors.Unacceptable(
                        404, "not_found", "no target has `forward: true`, so there is no authority"));
        return new Answer(200, "application/pem-certificate-chain", pem.getBytes(StandardCharsets.US_ASCII));
    }

    Answer keys(String id, Asked asked) {
        return new Answer(200, "application/jwk-set+json", keys.published().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer ok(ObjectNode json) {
        return new Answer(200, Errors.JSON, Json.bytes(json));
    }
}
