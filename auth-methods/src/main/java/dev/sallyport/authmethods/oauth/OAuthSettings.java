package dev.sallyport.authmethods.oauth;

import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import java.util.List;
import java.util.Set;

/// One configured auth method of the family `oauth`.
///
/// @param name the key under `authMethods`
/// @param issuer of the authorization server (RFC 8414), compared letter for letter
/// @param audiences a token must be meant for one of them
/// @param form what a token is and who says so
/// @param access whom it lets in
/// @param where a CEL condition on `claims`; blank for none
/// @param proofs how DPoP proofs are checked
/// @param remembered proven tokens kept; 0 for none
public record OAuthSettings(
        String name,
        String issuer,
        Set<String> audiences,
        TokenRules token,
        TokenForm form,
        AccessRules access,
        Naming naming,
        String where,
        ProofRules proofs,
        int remembered) {
    public OAuthSettings {
        audiences = Set.copyOf(audiences);
    }

    /// Everything that is wrong, each beginning with its configuration path; empty when usable. Opens no file and
    /// no connection.
    public List<String> problems() {
        return new OAuthProblems(this).found();
    }
}
