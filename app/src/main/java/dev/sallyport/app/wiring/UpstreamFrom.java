package dev.sallyport.app.wiring;

import dev.sallyport.app.config.OverHttp;
import dev.sallyport.transport.dial.AddressGuard;
import dev.sallyport.transport.dial.DialRules;
import dev.sallyport.transport.dial.Inside;
import dev.sallyport.transport.dial.NameLookup;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamSettings;
import dev.sallyport.transport.http.UpstreamTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a target over HTTP is, and which addresses its name may lead to.
final class UpstreamFrom {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int WAITING = 1000;
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);

    private UpstreamFrom() {}

    /// No connection is made yet.
    ///
    /// @throws IOException when the authorities cannot be read
    static Upstream of(OverHttp target, URI address, Ground ground) throws IOException {
        return ground.floor().upstream(settings(target, address, target.ca(), ground));
    }

    /// @param address the target's own, or that of whoever makes its tokens
    /// @param ca authorities there; null for those of the JDK
    /// @throws IOException when the authorities cannot be read
    static UpstreamSettings settings(OverHttp target, URI address, @Nullable Path ca, Ground ground)
            throws IOException {
        AddressGuard guard =
                new AddressGuard(new DialRules(inside(target.networks(), address)), NameLookup.SYSTEM, ground.clock());
        return new UpstreamSettings(
                authority(address),
                secure(address) ? UpstreamTls.of(ca, true) : null,
                secure(address),
                guard::addresses,
                target.connections(),
                WAITING,
                target.connectTimeout(),
                target.firstByteTimeout(),
                target.idleTimeout(),
                IDLE_CONNECTION);
    }

    /// What the configuration names although it lies inside; an address that stands in `address` itself is named.
    ///
    /// @throws IllegalArgumentException saying what is wrong with which of them; without a configuration path
    static Inside inside(List<String> networks, @Nullable URI address) {
        List<String> named = new ArrayList<>(networks);
        Optional.ofNullable(address)
                .map(UpstreamFrom::host)
                .filter(host -> host.equals("localhost") || host.indexOf(':') >= 0 || host.matches("[0-9.]+"))
                .ifPresent(named::add);
        return Inside.of(named);
    }

    static boolean secure(URI address) {
        return "https".equals(address.getScheme());
    }

    static Authority authority(URI address) {
        int standard = secure(address) ? HTTPS : HTTP;
        return new Authority(host(address), address.getPort() < 0 ? standard : address.getPort());
    }

    /// Lower case, without brackets.
    static String host(URI address) {
        return address.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /// What comes before every path of a request; without a slash at its end.
    static String base(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static Set<String> hosts(OverHttp target) {
        return target.hosts().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }
}
