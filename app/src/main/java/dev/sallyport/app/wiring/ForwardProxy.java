package dev.sallyport.app.wiring;

import dev.sallyport.app.ca.GatewayAuthority;
import dev.sallyport.app.ca.HostCertificates;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.OverHttp;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.transport.http.ServerNames;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// As whom the gateway shows itself inside CONNECT.
///
/// @param pem what agents are to trust; empty when no target is reached by a host of its own over TLS
record ForwardProxy(Optional<String> pem, ServerNames names) {

    static final ForwardProxy NONE = new ForwardProxy(Optional.empty(), ServerNames.NONE);

    /// Makes the authority when it is needed for the first time.
    ///
    /// @throws IOException when its files cannot be read or written
    static ForwardProxy of(Configuration configuration, InstantSource clock, SecureRandom random) throws IOException {
        SortedSet<String> hosts = hosts(configuration);
        if (hosts.isEmpty()) return NONE;
        GatewayAuthority authority = GatewayAuthority.in(
                configuration.state().resolve("ca"), configuration.instance(), hosts, clock.instant(), random);
        return new ForwardProxy(Optional.of(authority.pem()), new HostCertificates(authority, clock, random));
    }

    private static SortedSet<String> hosts(Configuration configuration) {
        SortedSet<String> hosts = new TreeSet<>();
        forwarded(configuration)
                .filter(upstream -> "https".equals(upstream.getScheme()))
                .forEach(upstream -> hosts.add(host(upstream)));
        return hosts;
    }

    private static Stream<URI> forwarded(Configuration configuration) {
        return configuration.targets().values().stream()
                .map(TargetEntry::protocol)
                .filter(OverHttp.class::isInstance)
                .map(OverHttp.class::cast)
                .filter(OverHttp::forward)
                .map(OverHttp::upstream)
                .filter(Objects::nonNull);
    }

    /// Lower case, without brackets.
    private static String host(URI upstream) {
        return upstream.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
