package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.web.SafeUrl;
import io.spiffe.spiffeid.TrustDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for what must not be configured. Used once, on one thread.
final class SpiffeProblems {

    private final SpiffeSettings settings;
    private final String path;
    private final List<String> found = new ArrayList<>();

    SpiffeProblems(SpiffeSettings settings) {
        this.settings = settings;
        this.path = "authMethods." + settings.name();
    }

    List<String> found() {
        Set<String> names = new HashSet<>();
        domain(".spiffe", settings.own(), names);
        for (int i = 0; i < settings.federated().size(); i++) {
            federated(".spiffe.federated[" + i + "]", settings.federated().get(i), names);
        }
        if (settings.audiences().stream().anyMatch(String::isBlank))
            add(".spiffe.audience", "name the audience that JWT-SVIDs for this gateway carry", "");
        bounds();
        condition();
        return List.copyOf(found);
    }

    private void domain(String at, TrustedDomain domain, Set<String> names) {
        if (!isName(domain.name())) add(at + ".trustDomain", "not a trust domain, such as example.org", domain.name());
        else if (!names.add(domain.name())) add(at + ".trustDomain", "is configured twice", domain.name());
        domain.paths().forEach(pattern -> pattern(at + ".paths", pattern));
        place(at, domain.bundle());
    }

    /// Whoever runs another trust domain decides which workloads it has.
    private void federated(String at, TrustedDomain domain, Set<String> names) {
        domain(at, domain, names);
        if (domain.paths().isEmpty() && settings.where().isBlank())
            add(
                    at + ".paths",
                    "whoever runs this trust domain could let in anyone; name the paths that may come, such as "
                            + "/ns/support/**",
                    domain.name());
    }

    private static boolean isName(String name) {
        try {
            return !name.isEmpty() && TrustDomain.parse(name).toString().equals(name);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void pattern(String at, String pattern) {
        try {
            PathPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            add(at, "not a path pattern such as /ns/support/**: " + e.getMessage(), pattern);
        }
    }

    private void place(String at, BundlePlace place) {
        switch (place) {
            case BundlePlace.InFile _ -> {}
            case BundlePlace.FromWorkloadApi _ -> {}
            case BundlePlace.OnTheWeb web -> url(at, web.url().toString());
            case BundlePlace.AtSpiffeEndpoint endpoint -> {
                url(at, endpoint.url().toString());
                endpointId(at, endpoint.id());
            }
        }
    }

    private void url(String at, String url) {
        String problem = SafeUrl.problemOf(url);
        if (!problem.isEmpty()) add(at + ".bundleEndpoint.url", problem, url);
        else if (!url.startsWith("https:")) add(at + ".bundleEndpoint.url", "use https", url);
    }

    private void endpointId(String at, String id) {
        try {
            Identity.parse(id);
        } catch (NotProven _) {
            add(at + ".bundleEndpoint.spiffeId", "not a SPIFFE id, such as spiffe://example.org/bundle", id);
        }
    }

    private void bounds() {
        SvidLimits limits = settings.limits();
        BundleTimes times = settings.times();
        between("maxChain", limits.maxChain(), 1, 8);
        between("maxChainSize", limits.maxChainSize(), 1024, 64 << 10);
        between("maxTokenSize", limits.maxTokenSize(), 256, 1 << 20);
        between("skew", limits.skew(), Duration.ZERO, Duration.ofMinutes(10));
        between("timeout", times.timeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        between("refresh", times.refresh(), Duration.ofSeconds(1), Duration.ofDays(1));
        between("minRefresh", times.minInterval(), Duration.ofSeconds(1), Duration.ofHours(1));
        between("maxStale", times.maxStale(), Duration.ofSeconds(1), Duration.ofDays(7));
        between("maxDocumentSize", times.maxDocumentSize(), 1024, 16 << 20);
    }

    private <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            add(".spiffe." + key, "choose a value from " + least + " to " + most, value.toString());
    }

    private void condition() {
        try {
            ClaimsCondition.compile(path + ".where", settings.where());
        } catch (IllegalArgumentException e) {
            found.add(String.valueOf(e.getMessage()));
        }
    }

    private void add(String at, String problem, String value) {
        found.add(path + at + ": " + problem + (value.isEmpty() ? "" : " `" + value + "`"));
    }
}
