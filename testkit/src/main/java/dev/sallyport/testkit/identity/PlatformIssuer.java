package dev.sallyport.testkit.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays a platform: an OpenID Connect issuer on loopback with a discovery document, a JWK set and keys that can be
/// rotated. Safe for many threads.
public final class PlatformIssuer implements AutoCloseable {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String JWKS = "/keys";

    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SigningKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger discoveries = new AtomicInteger();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    private PlatformIssuer(InstantSource clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
    }

    /// With one RS256 key, on a free port.
    public static PlatformIssuer start(InstantSource clock) throws IOException {
        return start(clock, Kind.RS256);
    }

    /// With one key of this kind, on a free port.
    public static PlatformIssuer start(InstantSource clock, Kind kind) throws IOException {
        return start(clock, SigningKey.generate("key-0", kind));
    }

    /// With this key, on a free port: RSA keys take a while to make, so many tests may share one.
    public static PlatformIssuer start(InstantSource clock, SigningKey key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PlatformIssuer issuer = new PlatformIssuer(clock, server);
        issuer.published.add(key);
        server.createContext(DISCOVERY, exchange -> issuer.serve(exchange, issuer.discoveries, issuer.discovery()));
        server.createContext(JWKS, exchange -> issuer.serve(exchange, issuer.keyRequests, issuer.jwks()));
        server.setExecutor(issuer.executor);
        server.start();
        return issuer;
    }

    /// The value of `iss`.
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI discoveryUrl() {
        return URI.create(issuer() + DISCOVERY);
    }

    public URI jwksUrl() {
        return URI.create(issuer() + JWKS);
    }

    /// The JWK set as it is served now: for a file.
    public String jwks() {
        List<Map<String, Object>> keys = new ArrayList<>();
        published.forEach(key -> keys.add(key.toPublicJwk().toJSONObject()));
        return JSONObjectUtils.toJSONString(Map.of("keys", keys));
    }

    /// A token of the newest key, to be completed with at least an audience and signed.
    public PlatformToken token(String subject) {
        return PlatformToken.of(key(), issuer(), subject, clock.instant());
    }

    /// The newest key: the one that signs.
    public SigningKey key() {
        return published.getLast();
    }

    /// Signs with a new key from now on; the old ones stay published.
    public SigningKey rotate(Kind kind) {
        SigningKey key = SigningKey.generate("key-" + made.incrementAndGet(), kind);
        published.add(key);
        return key;
    }

    /// Withdraws every key but the newest.
    public void retireOldKeys() {
        published.removeIf(key -> !key.equals(key()));
    }

    /// From the next request on.
    public void misbehave(Misbehaviour how) {
        misbehaviour = how;
    }

    /// How often the JWK set was asked for.
    public int keyRequests() {
        return keyRequests.get();
    }

    /// How often anything was asked for.
    public int requests() {
        return discoveries.get() + keyRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private String discovery() {
        return JSONObjectUtils.toJSONString(Map.of(
                "issuer",
                misbehaviour == Misbehaviour.FOREIGN_ISSUER ? "https://issuer.example" : issuer(),
                "jwks_uri",
                jwksUrl().toString()));
    }

    private void serve(HttpExchange exchange, AtomicInteger counter, String document) throws IOException {
        counter.incrementAndGet();
        try (exchange) {
            misbehaviour.answer(exchange, document.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
