package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.web.SafeUrl;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Looks for what must not be configured. Used once, on one thread.
final class AwsProblems {

    private final AwsSettings settings;
    private final String path;
    private final List<String> found = new ArrayList<>();

    AwsProblems(AwsSettings settings) {
        this.settings = settings;
        this.path = "authMethods." + settings.name();
    }

    List<String> found() {
        trusted(settings.trusted());
        freshness(settings.freshness());
        sts(settings.sts());
        between("maxRequestSize", settings.maxSize(), 1024, 64 * 1024);
        condition();
        return List.copyOf(found);
    }

    private void trusted(Trusted trusted) {
        if (!trusted.audience().matches("[!-~]{1,255}")) {
            add("audience", "name this gateway in printable ASCII without spaces", trusted.audience());
        }
        some("accounts", trusted.accounts(), "anyone with an AWS account could come in; give the ids of yours");
        some("regions", trusted.regions(), "no STS host would be known; give at least one region");
        each("accounts", trusted.accounts(), id -> id.matches("\\d{12}"), "an account id has 12 digits");
        each("regions", trusted.regions(), StsHosts::isRegion, "write a region such as eu-central-1");
        each(
                "roles",
                trusted.roles(),
                RolePatterns::isUsable,
                "write a role's name or its ARN without a path (STS does not tell it), `*` for any characters");
    }

    private void freshness(Freshness freshness) {
        between("window", freshness.window(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        between("skew", freshness.skew(), Duration.ZERO, Duration.ofMinutes(5));
        // a proof must not have ended before its request is too old
        Duration least = freshness.window().plus(freshness.skew()).plusSeconds(1);
        between("validFor", freshness.validFor(), least, Duration.ofHours(1));
        between("rememberRequests", freshness.remembered(), 1, 10_000_000);
    }

    private void sts(StsAccess sts) {
        between("timeout", sts.timeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        between("maxAnswerSize", sts.maxAnswer(), 1024, 1 << 20);
        between("maxCalls", sts.maxCalls(), 1, 1000);
        URI endpoint = sts.endpoint();
        if (endpoint != null && !isUsable(endpoint)) {
            add(
                    "endpoint",
                    "write https and a host (plain http only for a loopback host, in development), without user, path "
                            + "and query",
                    endpoint.toString());
        }
    }

    private static boolean isUsable(URI endpoint) {
        boolean plain = endpoint.getHost() != null
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && Set.of("", "/").contains(endpoint.getRawPath());
        return plain
                && ("https".equals(endpoint.getScheme())
                        || ("http".equals(endpoint.getScheme()) && SafeUrl.isLoopback(endpoint.getHost())));
    }

    private void condition() {
        try {
            ClaimsCondition.compile(path + ".where", settings.where());
        } catch (IllegalArgumentException e) {
            found.add(String.valueOf(e.getMessage()));
        }
    }

    private void some(String key, Set<String> values, String why) {
        if (values.isEmpty()) {
            add(key, why, "");
        }
    }

    private void each(String key, Iterable<String> values, Predicate<String> usable, String problem) {
        for (String value : values) {
            if (!usable.test(value)) {
                add(key, problem, value);
            }
        }
    }

    private <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            add(key, "choose a value from " + least + " to " + most, value.toString());
        }
    }

    private void add(String key, String problem, String value) {
        found.add(path + ".aws." + key + ": " + problem + (value.isEmpty() ? "" : " `" + value + "`"));
    }
}
