package dev.sallyport.app.ca;

import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.ServerNames;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A certificate for each host, made when it is first asked for, kept as long as it is fresh. At most so many hosts as
/// the authority speaks for are kept. Safe on every thread.
public final class HostCertificates implements ServerNames {

    static final Duration LIFETIME = Duration.ofHours(24);

    private final GatewayAuthority authority;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Made> made = new LinkedHashMap<>();

    private record Made(SslContext tls, Instant freshUntil) {}

    public HostCertificates(GatewayAuthority authority, InstantSource clock, SecureRandom random) {
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized SslContext forHost(String host) throws IOException {
        Instant now = clock.instant();
        Made known = made.get(host);
        if (known != null && now.isBefore(known.freshUntil())) return known.tls();
        SslContext tls = make(host, now);
        made.put(host, new Made(tls, now.plus(LIFETIME.dividedBy(2))));
        return tls;
    }

    private SslContext make(String host, Instant now) throws IOException {
        KeyPair keys = Issue.newKeys(random);
        X509Certificate certificate = authority.server(host, keys.getPublic(), now, LIFETIME);
        return ServerTls.of(List.of(certificate), keys.getPrivate(), HttpFloor.ALPN, ClientCertificates.NOT_ASKED);
    }
}
