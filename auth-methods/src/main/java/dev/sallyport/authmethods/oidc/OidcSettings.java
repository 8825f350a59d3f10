package dev.sallyport.authmethods.oidc;

import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import java.util.List;
import java.util.Set;

/// One configured auth method of the family `oidc`.
///
/// Any value can be held; [#problems] says what is wrong with it, everything at once, and [OidcAuthMethod] is only
/// made from settings without problems.
///
/// @param name the key under `authMethods`
/// @param issuer compared with `iss` character by character
/// @param audiences a token must be meant for one of them; at least one. Name the gateway here, never a target: an
///     audience that others accept too lets them replay the token
/// @param where a CEL condition on `claims`; blank for none
/// @param remembered proven tokens kept until they expire
public record OidcSettings(
        String name,
        String issuer,
        KeySource keys,
        Set<String> audiences,
        TokenRules token,
        Naming naming,
        String where,
        KeyFetching fetching,
        int remembered) {

    public static final int DEFAULT_REMEMBERED = 10_000;

    public OidcSettings {
        audiences = Set.copyOf(audiences);
    }

    /// With every default.
    public static OidcSettings of(String name, String issuer, KeySource keys, String audience) {
        return new OidcSettings(
                name,
                issuer,
                keys,
                Set.of(audience),
                TokenRules.DEFAULT,
                Naming.DEFAULT,
                "",
                KeyFetching.DEFAULT,
                DEFAULT_REMEMBERED);
    }

    /// Everything that is wrong, each beginning with its configuration path; empty when usable. Opens no file and
    /// no connection.
    public List<String> problems() {
        return new OidcProblems(this).found();
    }
}
