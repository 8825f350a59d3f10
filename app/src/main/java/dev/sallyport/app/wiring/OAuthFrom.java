package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Introspection;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.oauth.AccessRules;
import dev.sallyport.authmethods.oauth.ClientAuthentication;
import dev.sallyport.authmethods.oauth.OAuthAuthMethod;
import dev.sallyport.authmethods.oauth.OAuthSettings;
import dev.sallyport.authmethods.oauth.TokenForm;
import dev.sallyport.authmethods.oauth.TokenForm.Introspected;
import dev.sallyport.authmethods.oidc.OidcSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Access tokens of an OAuth 2.0 authorization server.
final class OAuthFrom {

    private OAuthFrom() {}

    /// A reload must not make a proof good again that was used before it.
    static OAuthAuthMethod method(OAuthSettings settings, @Nullable AuthMethod before, Instant now) {
        return before instanceof OAuthAuthMethod known
                ? new OAuthAuthMethod(settings, known)
                : new OAuthAuthMethod(settings, now);
    }

    /// @throws IllegalArgumentException when a file that it needs cannot be used
    static OAuthSettings entry(String name, Oauth oauth, String where, SecretReader secrets) {
        OidcSettings common = OidcFrom.entry(name, oauth.oidc(), where);
        Introspection asked = oauth.introspection();
        return new OAuthSettings(
                name,
                common.issuer(),
                common.audiences(),
                asked == null ? common.token() : ofAnyAge(common.token()),
                asked == null
                        ? new TokenForm.Signed(common.keys(), common.fetching())
                        : form("authMethods." + name + ".oauth.introspection", asked, secrets),
                new AccessRules(oauth.scopes(), oauth.clients(), oauth.allowClients(), oauth.requireBinding()),
                common.naming(),
                where,
                proofs(oauth),
                common.remembered());
    }

    /// The server knows how old its tokens may be, and need not say how old one is (RFC 7662 §2.2).
    private static TokenRules ofAnyAge(TokenRules rules) {
        return new TokenRules(rules.algorithms(), rules.skew(), rules.maxSize(), TokenRules.ANY_AGE);
    }

    private static TokenForm form(String path, Introspection asked, SecretReader secrets) {
        return new Introspected(
                asked.endpoint(),
                Authorities.of(path + ".ca", asked.ca()),
                client(path, asked, secrets),
                asked.timeout(),
                asked.cache(),
                Introspected.DEFAULT_AT_ONCE);
    }

    private static ClientAuthentication client(String path, Introspection asked, SecretReader secrets) {
        SecretReference key = asked.key();
        SecretReference secret = asked.secret();
        if (key != null) {
            return new ClientAuthentication.PrivateKeyJwt(asked.clientId(), () -> secrets.read(key), asked.keyId());
        }
        if (secret != null) {
            return new ClientAuthentication.SecretBasic(asked.clientId(), () -> secrets.read(secret));
        }
        throw new IllegalArgumentException(path + ": give either `key` or `secret`");
    }

    private static ProofRules proofs(Oauth oauth) {
        ProofRules usual = ProofRules.DEFAULT;
        return new ProofRules(
                usual.algorithms(),
                oauth.proofAge(),
                usual.skew(),
                usual.maxSize(),
                usual.remembered(),
                usual.rememberedPerKey());
    }
}
