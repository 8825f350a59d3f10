package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.oidc.OidcSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A platform whose tokens are known here.
public sealed interface Preset permits GitHub, GitLab, Gcp, Azure, Terraform {

    /// The key in the configuration.
    String family();

    /// The value of `iss`.
    String issuer();

    /// What tokens for this gateway are meant for.
    List<String> audiences();

    /// Where its keys are.
    default KeySource keys() {
        return KeySource.discover(issuer());
    }

    Naming naming();

    Attributes attributes();

    /// What the plain keys ask for.
    List<Requirement> required();

    /// What is wrong with it beyond what [OidcSettings#problems] finds: from a key of its own to the complaint.
    Map<String, String> problems();

    /// @param name the key under `authMethods`
    /// @param where a CEL condition on `claims` beside the plain keys; blank for none
    /// @throws IllegalArgumentException when the issuer is no address; [#problems] has told it before
    default OidcSettings settings(String name, String where) {
        TokenRules usual = TokenRules.DEFAULT;
        TokenRules token = new TokenRules(Set.of("RS256"), usual.skew(), usual.maxSize(), Duration.ofDays(1));
        return new OidcSettings(
                        name,
                        issuer(),
                        keys(),
                        Set.copyOf(audiences()),
                        token,
                        naming(),
                        where,
                        KeyFetching.DEFAULT,
                        OidcSettings.DEFAULT_REMEMBERED)
                .with(attributes())
                .requiring(required());
    }
}
