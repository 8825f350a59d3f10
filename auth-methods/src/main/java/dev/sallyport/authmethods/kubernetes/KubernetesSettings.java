package dev.sallyport.authmethods.kubernetes;

import dev.sallyport.authmethods.jwt.TokenRules;
import java.util.Set;

/// One configured auth method of the family `kubernetes` that asks the API server.
///
/// @param name the key under `authMethods`
/// @param issuer the cluster's service-account issuer
/// @param audiences a token must be meant for one of them
/// @param token its algorithms are not used here: the API server checks the signature
/// @param where a CEL condition on `claims`; blank for none
public record KubernetesSettings(
        String name, String issuer, Set<String> audiences, TokenRules token, String where, ReviewSettings review) {
    public KubernetesSettings {
        audiences = Set.copyOf(audiences);
    }
}
