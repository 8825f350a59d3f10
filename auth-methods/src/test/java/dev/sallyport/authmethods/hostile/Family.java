package dev.sallyport.authmethods.hostile;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.kubernetes.KubernetesNames;
import dev.sallyport.authmethods.oauth.AccessRules;
import dev.sallyport.authmethods.oauth.OAuth;
import dev.sallyport.authmethods.oauth.OAuthAuthMethod;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.oidc.OidcSettings;
import dev.sallyport.authmethods.presets.GitHub;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Every auth method that checks signed tokens, with a token that it accepts.
enum Family {
    OIDC(Kind.ES256) {
        @Override
        AuthMethod method(PlatformIssuer issuer) {
            return new OidcAuthMethod(settings(issuer));
        }

        @Override
        PlatformToken good(PlatformIssuer issuer) {
            return issuer.token("agent").audience("sallyport");
        }
    },

    KUBERNETES(Kind.RS256) {
        @Override
        AuthMethod method(PlatformIssuer issuer) {
            return new OidcAuthMethod(settings(issuer).with(KubernetesNames.IN_TOKEN));
        }

        @Override
        PlatformToken good(PlatformIssuer issuer) {
            return issuer.token("system:serviceaccount:support:triage")
                    .audience("sallyport")
                    .claim("kubernetes.io", Map.of("namespace", "support"));
        }
    },

    GITHUB(Kind.RS256) {
        @Override
        AuthMethod method(PlatformIssuer issuer) {
            GitHub preset = new GitHub(
                    List.of("sallyport"),
                    issuer.issuer(),
                    "",
                    List.of("acme/crm"),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false);
            return new OidcAuthMethod(preset.settings("ci", ""));
        }

        @Override
        PlatformToken good(PlatformIssuer issuer) {
            return issuer.token("repo:acme/crm:ref:refs/heads/main")
                    .audience("sallyport")
                    .claim("repository", "acme/crm")
                    .claim("repository_id", "74");
        }
    },

    OAUTH(Kind.ES256) {
        @Override
        AuthMethod method(PlatformIssuer issuer) {
            return new OAuthAuthMethod(OAuth.signed(issuer, AccessRules.DEFAULT), Instant.MIN);
        }

        @Override
        PlatformToken good(PlatformIssuer issuer) {
            return OAuth.token(issuer);
        }
    };

    private final Kind kind;

    Family(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    abstract AuthMethod method(PlatformIssuer issuer);

    abstract PlatformToken good(PlatformIssuer issuer);

    private static OidcSettings settings(PlatformIssuer issuer) {
        return OidcSettings.of("a", issuer.issuer(), new KeySource.JwksUrl(issuer.jwksUrl()), "sallyport");
    }
}
