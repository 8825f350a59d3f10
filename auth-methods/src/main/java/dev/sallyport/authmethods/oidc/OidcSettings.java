package dev.sallyport.authmethods.oidc;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
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
/// @param attributes plain names for claims, seen by everything that comes after the signature
/// @param required what the claims must be, beside `where`
public record OidcSettings(
        String name,
        String issuer,
        KeySource keys,
        Set<String> audiences,
        TokenRules token,
        Naming naming,
        String where,
        KeyFetching fetching,
        int remembered,
        Attributes attributes,
        List<Requirement> required) {

    public static final int DEFAULT_REMEMBERED = 10_000;

    public OidcSettings {
        audiences = Set.copyOf(audiences);
        required = List.copyOf(required);
    }

    /// Without attributes and requirements.
    public OidcSettings(
            String name,
            String issuer,
            KeySource keys,
            Set<String> audiences,
            TokenRules token,
            Naming naming,
            String where,
            KeyFetching fetching,
            int remembered) {
        this(name, issuer, keys, audiences, token, naming, where, fetching, remembered, Attributes.NONE, List.of());
    }

    /// With plain names for claims.
    public OidcSettings with(Attributes names) {
        return new OidcSettings(
                name, issuer, keys, audiences, token, naming, where, fetching, remembered, names, required);
    }

    /// With what the claims must be.
    public OidcSettings requiring(List<Requirement> requirements) {
        return new OidcSettings(
                name, issuer, keys, audiences, token, naming, where, fetching, remembered, attributes, requirements);
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
