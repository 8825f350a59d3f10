package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Aws;
import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.Introspection;
import dev.sallyport.app.config.KeySource;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.Review;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.app.config.WebToken;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an auth method needs to be one: an audience, one place for keys that nobody on the way can
/// change, a name to count under that many tokens share.
record AuthMethodChecks(Grammars.Grammar conditions, Problems problems) {

    /// Claims that differ from token to token or pod to pod: limits counted under them never fill up
    /// (R5).
    private static final Set<String> PER_INSTANCE = Set.of(
            "jti",
            "iat",
            "exp",
            "nbf",
            "nonce",
            "sid",
            "at_hash",
            "c_hash",
            "auth_time",
            "uti",
            "run_id",
            "job_id",
            "pod",
            "uid",
            "kubernetes.io");

    void check(Map<String, AuthMethodEntry> authMethods) {
        if (authMethods.isEmpty()) {
            problems.error("authMethods", "none is given, so nobody can get in: give at least one");
        }
        authMethods.forEach(this::check);
    }

    static String family(AuthMethodEntry entry) {
        return switch (entry.proof()) {
            case Oidc _ -> "oidc";
            case Kubernetes _ -> "kubernetes";
            case Oauth _ -> "oauth";
            case Github _ -> "github";
            case Gitlab _ -> "gitlab";
            case Gcp _ -> "gcp";
            case Azure _ -> "azure";
            case Terraform _ -> "terraform";
            case Spiffe _ -> "spiffe";
            case Aws _ -> "aws";
        };
    }

    private void check(String name, AuthMethodEntry entry) {
        String path = "authMethods." + name;
        if (entry.proof() instanceof WebToken token) oidc(path + "." + family(entry), token.oidc());
        switch (entry.proof()) {
            case Kubernetes pods -> review(path + ".kubernetes.review", pods.review());
            case Oauth oauth -> introspection(path + ".oauth", oauth);
            case Aws aws -> roles(path + ".aws.roles", aws, entry.where());
            case Spiffe spiffe -> new SpiffeChecks(problems).check(path + ".spiffe", spiffe, entry.where());
            case Oidc _, Github _, Gitlab _, Gcp _, Azure _, Terraform _ -> {}
        }
        if (!entry.where().isBlank()) {
            conditions
                    .complaint(entry.where())
                    .ifPresent(complaint -> problems.error(path + ".where", "not a condition in CEL: " + complaint));
        }
    }

    private void oidc(String path, Oidc oidc) {
        nonEmpty(path + ".audience", oidc.audience(), "a token for anybody would be taken: give the audience");
        nonEmpty(path + ".algorithms", oidc.algorithms(), "no signature would be accepted: give at least one");
        nonEmpty(path + ".countedBy", oidc.countedBy(), "limits need a name to count under: give a claim");
        oidc.countedBy().stream()
                .filter(PER_INSTANCE::contains)
                .forEach(claim -> problems.error(
                        path + ".countedBy",
                        "differs from token to token, so limits would never fill up: " + Shown.of(claim)));
        issuer(path + ".issuer", oidc.issuer());
        URI address = oidc.jwksUri();
        if (address != null) {
            encrypted(path + ".jwksUri", address);
        }
        keys(path, oidc);
    }

    private void roles(String path, Aws aws, String where) {
        if (aws.roles().isEmpty() && where.isBlank()) {
            problems.warn(path, "none is named, so every user and role of the accounts may come in");
        }
    }

    private void review(String path, @Nullable Review review) {
        if (review != null) {
            encrypted(path + ".server", review.server());
        }
    }

    private void introspection(String path, Oauth oauth) {
        Introspection asked = oauth.introspection();
        if (asked == null) {
            return;
        }
        encrypted(path + ".introspection.endpoint", asked.endpoint());
        if ((asked.key() == null) == (asked.secret() == null)) {
            problems.error(path + ".introspection", "needs one way to show who asks: give either `key` or `secret`");
        }
        if (oauth.discovery() != null || oauth.jwksUri() != null || oauth.jwks() != null) {
            problems.error(path, "keys are not looked at with `introspection`: give one of them, or two auth methods");
        }
    }

    /// RFC 7519 section 4.1.1: with a colon it is a URI, without one a plain name.
    private void issuer(String path, String issuer) {
        try {
            if (issuer.isBlank()) {
                problems.error(path, "is empty, give the `iss` of the tokens");
            } else if (issuer.contains(":")) {
                encrypted(path, new URI(issuer));
            }
        } catch (URISyntaxException _) {
            problems.error(path, "must be an `https:` address or a plain name: " + Shown.of(issuer));
        }
    }

    private void keys(String path, Oidc oidc) {
        try {
            if (KeySource.of(oidc) instanceof KeySource.Discovered discovered && oidc.discovery() != null) {
                encrypted(path + ".discovery", discovered.document());
            }
        } catch (IllegalArgumentException e) {
            problems.error(path, String.valueOf(e.getMessage()));
        }
    }

    private void nonEmpty(String path, List<?> list, String message) {
        if (list.isEmpty() || list.contains("")) {
            problems.error(path, message);
        }
    }

    /// Whoever sits on the way could otherwise put keys of their own in.
    private void encrypted(String path, URI address) {
        boolean loopback =
                new HostPort(String.valueOf(address.getHost()), 0).isLoopback() || "[::1]".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !loopback) {
            problems.error(path, "must be `https:`, except on this machine: " + Shown.of(address.toString()));
        }
    }
}
