package dev.sallyport.sessions;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The parameters of a token request (RFC 8693 section 2.1). Those that are not known are ignored, as
/// RFC 6749 section 3.2 demands; none may come twice but `audience` and `resource`.
///
/// @param audience the one target that the token is to be for; empty when none was named
/// @param details `authorization_details`; empty for none
public record TokenRequest(
        String grantType,
        String subjectToken,
        String subjectTokenType,
        String actorToken,
        String actorTokenType,
        String requestedTokenType,
        String audience,
        String details,
        String orchestratorToken) {

    /// RFC 8693 section 2.1.
    public static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// RFC 8693 section 3.
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static final String IETF = "urn:ietf:params:oauth:token-type:";
    private static final String OURS = "urn:sallyport:token-type:";
    private static final Set<String> TYPES = Set.of(IETF + "jwt", IETF + "id_token", ACCESS_TOKEN);

    @Override
    public String toString() {
        return "TokenRequest[" + grantType + ", " + subjectTokenType + "]";
    }

    /// @param issuer `resource` is an address below it
    static TokenRequest of(Map<String, List<String>> form, String issuer) throws OAuthError.Raised {
        TokenRequest request = new TokenRequest(
                one(form, "grant_type"),
                one(form, "subject_token"),
                one(form, "subject_token_type"),
                one(form, "actor_token"),
                one(form, "actor_token_type"),
                one(form, "requested_token_type"),
                audience(form, issuer),
                one(form, "authorization_details"),
                one(form, "orchestrator_token"));
        request.check();
        return request;
    }

    private void check() throws OAuthError.Raised {
        if (!grantType.equals(EXCHANGE)) {
            throw new OAuthError(
                            400,
                            "unsupported_grant_type",
                            "grant_type: must be `" + EXCHANGE + "`",
                            dev.sallyport.api.identity.RefusalReason.UNSUPPORTED)
                    .raised();
        }
        type("subject_token", subjectToken, subjectTokenType);
        type("actor_token", actorToken, actorTokenType);
        if (!requestedTokenType.isEmpty() && !TYPES.contains(requestedTokenType))
            throw OAuthError.request("requested_token_type: only access tokens are given out")
                    .raised();
    }

    private static void type(String name, String token, String type) throws OAuthError.Raised {
        if (token.isEmpty() != type.isEmpty())
            throw OAuthError.request(name + " and " + name + "_type: one needs the other")
                    .raised();
        if (!type.isEmpty() && !TYPES.contains(type) && !type.startsWith(OURS))
            throw OAuthError.request(name + "_type: is not one that is known here")
                    .raised();
    }

    private static String one(Map<String, List<String>> form, String name) throws OAuthError.Raised {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1)
            throw OAuthError.request(name + ": must not come twice").raised();
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static String audience(Map<String, List<String>> form, String issuer) throws OAuthError.Raised {
        List<String> named = form.getOrDefault("audience", List.of());
        List<String> resources = form.getOrDefault("resource", List.of());
        if (named.size() + resources.size() > 1) {
            throw OAuthError.target(
                            "a token is for one target: name one `audience` or `resource`, then exchange the token"
                                    + " for those of the other targets")
                    .raised();
        }
        if (!named.isEmpty()) return named.getFirst();
        if (resources.isEmpty()) return "";
        String start = issuer + "/";
        if (!resources.getFirst().startsWith(start))
            throw OAuthError.target("resource: must start with `" + start + "`").raised();
        return resources.getFirst().substring(start.length());
    }
}
