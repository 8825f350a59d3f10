package dev.sallyport.authmethods.oidc;

import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.InstanceClaims;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.SignatureAlgorithm;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.web.SafeUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks for what must not be configured. Used once, on one thread.
final class OidcProblems {

    private final OidcSettings settings;
    private final String path;
    private final List<String> found = new ArrayList<>();

    OidcProblems(OidcSettings settings) {
        this.settings = settings;
        this.path = "authMethods." + settings.name();
    }

    List<String> found() {
        issuer();
        keys();
        audiences();
        algorithms();
        bounds();
        naming();
        condition();
        return List.copyOf(found);
    }

    private void issuer() {
        String issuer = settings.issuer();
        if (issuer.isBlank()) {
            add("issuer", "name the issuer whose tokens are accepted", issuer);
        } else if (issuer.contains(":")) {
            // RFC 7519 §4.1.1: a value with a colon is a URI; without one it is a plain name, such as that of
            // legacy Kubernetes tokens
            url("issuer", issuer);
        }
    }

    private void keys() {
        switch (settings.keys()) {
            case KeySource.DiscoveryUrl discovery ->
                url("issuer", discovery.url().toString());
            case KeySource.JwksUrl jwks -> url("jwksUri", jwks.url().toString());
            case KeySource.JwksFile _ -> {}
        }
    }

    private void url(String key, String value) {
        String problem = SafeUrl.problemOf(value);
        if (!problem.isEmpty() && found.stream().noneMatch(f -> f.startsWith(path + ".oidc." + key + ":"))) {
            add(key, problem, value);
        }
    }

    private void audiences() {
        if (settings.audiences().isEmpty() || settings.audiences().stream().anyMatch(String::isBlank)) {
            add(
                    "audience",
                    "name the audience that tokens for this gateway carry, or a token made for any other service "
                            + "would open it",
                    String.join(", ", settings.audiences()));
        }
    }

    private void algorithms() {
        if (settings.token().algorithms().isEmpty()) {
            add("algorithms", "name at least one of " + SignatureAlgorithm.names(), "");
        }
        settings.token().algorithms().stream()
                .sorted()
                .filter(name -> SignatureAlgorithm.named(name).isEmpty())
                .forEach(name -> add("algorithms", complaint(name), name));
    }

    private static String complaint(String algorithm) {
        return (algorithm.startsWith("HS")
                        ? "a symmetric algorithm lets everyone who can check a token make one; "
                        : algorithm.equalsIgnoreCase("none") ? "an unsigned token proves nothing; " : "unknown; ")
                + "choose from " + SignatureAlgorithm.names();
    }

    private void bounds() {
        TokenRules token = settings.token();
        KeyFetching fetching = settings.fetching();
        between("skew", token.skew(), Duration.ZERO, Duration.ofMinutes(10));
        between("maxTokenSize", token.maxSize(), 256, 1 << 20);
        positive("maxTokenAge", token.maxAge());
        between("httpTimeout", fetching.timeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        between("keyCacheTime", fetching.cacheTime(), Duration.ofSeconds(1), Duration.ofDays(1));
        between("minRefreshInterval", fetching.minInterval(), Duration.ofSeconds(1), Duration.ofHours(1));
        between("maxStale", fetching.maxStale(), Duration.ZERO, Duration.ofDays(7));
        between("maxDocumentSize", fetching.maxDocumentSize(), 1024, 16 << 20);
        between("rememberedTokens", settings.remembered(), 0, 10_000_000);
    }

    private <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            add(key, "choose a value from " + least + " to " + most, value.toString());
        }
    }

    private void positive(String key, Duration value) {
        if (!value.isPositive()) {
            add(key, "choose a duration longer than zero", value.toString());
        }
    }

    private void naming() {
        if (settings.naming().subject().isBlank()) {
            add("subject", "name the claim that names the workload, usually sub", "");
        }
        if (settings.naming().countedBy().isEmpty()) {
            add("countedBy", "name at least one claim that limits are counted under, usually sub", "");
        }
        settings.naming().countedBy().stream()
                .filter(claim -> claim.isBlank() || InstanceClaims.contains(claim))
                .forEach(claim -> add(
                        "countedBy",
                        "differs between the tokens or instances of one workload, so that every new one would start "
                                + "with fresh limits; choose a claim that they share, such as sub",
                        claim));
    }

    private void condition() {
        if (settings.where().isBlank() && PublicIssuers.contain(settings.issuer())) {
            found.add(path + ".where: this issuer signs for everyone, and whoever asks chooses the audience; say which "
                    + "workloads are yours, such as claims.repository == \"acme/crm\" `" + settings.issuer() + "`");
        }
        try {
            ClaimsCondition.compile(path + ".where", settings.where());
        } catch (IllegalArgumentException e) {
            found.add(String.valueOf(e.getMessage()));
        }
    }

    private void add(String key, String problem, String value) {
        found.add(path + ".oidc." + key + ": " + problem + (value.isEmpty() ? "" : " `" + value + "`"));
    }
}
