package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.proven;
import static dev.sallyport.authmethods.spiffe.Spiffe.refused;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bundle endpoints of both profiles, on loopback.
@Timeout(60)
class BundleEndpointTest {

    private static final char[] NONE = new char[0];

    @TempDir
    Path folder;

    private final SpiffeAuthority authority = Spiffe.authority();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile String document = SpiffeAuthority.bundleJson(1, 60, authority);
    private volatile int status = 200;
    private HttpsServer server;

    @AfterEach
    void stop() {
        if (server != null) server.stop(0);
        threads.shutdownNow();
    }

    private URI serve(Svid own) throws Exception {
        return serve(own, 0);
    }

    private URI serve(Svid own, int port) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        store.setKeyEntry("own", own.key(), NONE, own.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NONE);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            if (status == 302) exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/bundle");
    }

    private static SSLContext trusting(X509Certificate root) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        store.setCertificateEntry("root", root);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    private SpiffeAuthMethod fetching(BundlePlace place, SSLContext web) {
        BundleTimes times = new BundleTimes(
                Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(1), 16 << 10);
        SpiffeSettings settings = new SpiffeSettings(
                "pods",
                new TrustedDomain("example.org", List.of(), place, null),
                List.of(),
                Set.of(),
                "",
                SvidLimits.DEFAULT,
                times);
        return new SpiffeAuthMethod(settings, web, System::nanoTime);
    }

    /// The JDK's own check of the endpoint's certificate asks the system's clock.
    private SpiffeAuthMethod onTheWeb() throws Exception {
        SpiffeAuthority web =
                SpiffeAuthority.of("web.example", java.time.Clock.systemUTC().instant());
        URI url = serve(web.svid("/x").hosts("localhost").sign());
        return fetching(new BundlePlace.OnTheWeb(url), trusting(web.root()));
    }

    @Test
    void aBundleIsFetchedFromTheWebAndAgainWhenItAsksForIt() throws Exception {
        SpiffeAuthMethod method = onTheWeb();
        Svid svid = authority.svid(PATH).sign();
        proven(method, shown(svid), NOW);
        proven(method, shown(svid), NOW.plusSeconds(59));
        assertThat(requests).hasValue(1);
        proven(method, shown(svid), NOW.plusSeconds(61));
        assertThat(requests).as("spiffe_refresh_hint").hasValue(2);
    }

    /// A trust domain that has just got a new authority is asked once, not for every stranger.
    @Test
    void anUnknownAuthorityCausesOneLook() throws Exception {
        SpiffeAuthMethod method = onTheWeb();
        SpiffeAuthority next = Spiffe.authority();
        proven(method, shown(authority.svid(PATH).sign()), NOW);
        document = SpiffeAuthority.bundleJson(2, 60, authority, next);
        Instant soon = NOW.plusSeconds(11);
        proven(method, shown(next.svid(PATH).sign()), soon);
        for (int i = 0; i < 5; i++)
            refused(method, shown(Spiffe.authority().svid(PATH).sign()), soon);
        assertThat(requests).hasValue(2);
    }

    @Test
    void anEndpointThatMisbehavesServesForABoundedTime() throws Exception {
        SpiffeAuthMethod method = onTheWeb();
        Svid svid = authority.svid(PATH).validFor(Duration.ofDays(1)).sign();
        proven(method, shown(svid), NOW);
        Instant last = NOW.plus(Duration.ofMinutes(59));
        for (int bad : List.of(500, 302, 404)) {
            status = bad;
            proven(method, shown(svid), last);
        }
        status = 200;
        for (String bad : List.of(
                "", "<html>", "{\"keys\":[]}", SpiffeAuthority.bundleJson(1, 60, authority) + " ".repeat(20_000))) {
            document = bad;
            last = last.plusSeconds(11);
            proven(method, shown(svid), last);
        }
        assertThat(refused(method, shown(svid), NOW.plus(Duration.ofMinutes(61)))
                        .reason())
                .isEqualTo(KEYS_UNAVAILABLE);
    }

    @Test
    void aServerOfAnotherNameOrAuthorityIsNotBelieved() throws Exception {
        SpiffeAuthority web =
                SpiffeAuthority.of("web.example", java.time.Clock.systemUTC().instant());
        URI url = serve(web.svid("/x").hosts("elsewhere.example").sign());
        Svid svid = authority.svid(PATH).sign();
        SpiffeAuthMethod named = fetching(new BundlePlace.OnTheWeb(url), trusting(web.root()));
        assertThat(refused(named, shown(svid), NOW).reason()).isEqualTo(KEYS_UNAVAILABLE);
        SpiffeAuthMethod strange = fetching(new BundlePlace.OnTheWeb(url), SSLContext.getDefault());
        assertThat(refused(strange, shown(svid), NOW).reason()).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(requests).hasValue(0);
    }

    private SpiffeAuthMethod atSpiffeEndpoint(Svid shown, SpiffeAuthority trusted) throws Exception {
        Path file = Spiffe.bundle(folder, "endpoint.pem", trusted.bundlePem());
        BundlePlace place = new BundlePlace.AtSpiffeEndpoint(
                URI.create(serve(shown).toString().replace("localhost", "127.0.0.1")),
                "spiffe://example.org/spire/server",
                file);
        return fetching(place, SSLContext.getDefault());
    }

    /// No name of a host is in its certificate.
    @Test
    void anEndpointThatShowsItsSvidIsBelievedAndRotatesItself() throws Exception {
        SpiffeAuthority next = Spiffe.authority();
        SpiffeAuthMethod method =
                atSpiffeEndpoint(authority.svid("/spire/server").sign(), authority);
        proven(method, shown(authority.svid(PATH).sign()), NOW);

        document = SpiffeAuthority.bundleJson(2, 60, authority, next);
        Instant second = NOW.plusSeconds(61);
        proven(method, shown(next.svid(PATH).sign()), second);
        int port = server.getAddress().getPort();
        server.stop(0);
        serve(next.svid("/spire/server").sign(), port);
        document = SpiffeAuthority.bundleJson(3, 60, next);
        Instant third = second.plusSeconds(61);
        proven(method, shown(next.svid(PATH).sign()), third);
        assertThat(refused(method, shown(authority.svid(PATH).sign()), third).reason())
                .as("fetched under the new authority, which the file does not name")
                .isEqualTo(UNKNOWN_ISSUER);
    }

    @Test
    void anEndpointThatIsSomebodyElseIsNotBelieved() throws Exception {
        Svid svid = authority.svid(PATH).sign();
        for (Svid bad : List.of(
                authority.svid("/spire/agent").sign(),
                Spiffe.authority().svid("/spire/server").sign(),
                authority.svid("/spire/server").validFor(Duration.ofHours(-1)).sign(),
                authority.svid("/spire/server").selfSign())) {
            assertThat(refused(atSpiffeEndpoint(bad, authority), shown(svid), NOW)
                            .reason())
                    .isEqualTo(KEYS_UNAVAILABLE);
            server.stop(0);
        }
        assertThat(requests).as("nothing was asked").hasValue(0);
    }

    @Test
    void plainHttpIsAConfigurationError() throws IOException {
        SpiffeSettings settings = SpiffeSettings.of(
                "pods",
                new TrustedDomain(
                        "example.org", List.of(), new BundlePlace.OnTheWeb(URI.create("http://127.0.0.1:1/b")), null));
        assertThat(settings.problems()).singleElement().asString().contains("use https");
    }
}
