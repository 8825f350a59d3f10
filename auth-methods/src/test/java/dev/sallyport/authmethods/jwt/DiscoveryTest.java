package dev.sallyport.authmethods.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a discovery document may lead to, and over which connection.
class DiscoveryTest {

    private static final InetSocketAddress FREE_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static BoundedHttp http() throws Exception {
        return new BoundedHttp(Duration.ofSeconds(5), 65_536, SSLContext.getDefault());
    }

    private static void serve(HttpServer server, AtomicReference<byte[]> document) {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, document.get().length == 0 ? -1 : document.get().length);
                exchange.getResponseBody().write(document.get());
            }
        });
        server.start();
    }

    private static String keysUrlProblem(String jwksUri) throws Exception {
        HttpServer server = HttpServer.create(FREE_PORT, 0);
        serve(
                server,
                new AtomicReference<>(("{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"" + jwksUri + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (BoundedHttp http = http()) {
            new DiscoveredKeys(http, url, "https://issuer.example").fetch();
            throw new AssertionError("fetched from " + jwksUri);
        } catch (IOException e) {
            return e.getMessage();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_discovery_document_leads_to_https_only() throws Exception {
        for (String url : new String[] {
            "http://issuer.example/keys",
            "file:///etc/passwd",
            "jar:file:/x!/y",
            "",
            "keys",
            "https://a b",
            "//host/keys",
            "http://169.254.169.254/latest/meta-data"
        }) {
            assertThat(keysUrlProblem(url)).contains("jwks_uri is refused");
        }
        assertThat(keysUrlProblem("https://127.0.0.1:99999/keys")).isNotBlank();
    }

    @Test
    void a_remote_document_does_not_lead_to_this_machine() throws Exception {
        try (BoundedHttp http = http()) {
            DiscoveredKeys keys =
                    new DiscoveredKeys(http, URI.create("https://issuer.example/d"), "https://issuer.example");
            for (String url :
                    new String[] {"http://127.0.0.1:9443/keys", "https://localhost/keys", "https://[::1]/keys"}) {
                assertThatThrownBy(() -> keys.keysUrl(url))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("this machine");
            }
            assertThat(keys.keysUrl("https://keys.example/a")).isEqualTo(URI.create("https://keys.example/a"));
        }
    }

    @Test
    void hostile_documents_are_an_io_exception_and_nothing_else() throws Exception {
        HttpServer server = HttpServer.create(FREE_PORT, 0);
        AtomicReference<byte[]> document = new AtomicReference<>(new byte[0]);
        serve(server, document);
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] good =
                ("{\"issuer\":\"" + base + "\",\"jwks_uri\":\"" + base + "/keys\"}").getBytes(StandardCharsets.UTF_8);
        try (BoundedHttp http = http()) {
            Seeded.forAll(150, some -> {
                document.set(some.oneIn(3) ? some.bytes(1000) : some.damaged(good));
                assertThatCode(() -> KeySet.parse(new DiscoveredKeys(http, URI.create(base), base).fetch()))
                        .isInstanceOf(IOException.class);
            });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_issuer_behind_a_private_authority_needs_that_authority(@TempDir Path folder) throws Exception {
        KeyStore store = selfSigned(folder);
        HttpsServer server = HttpsServer.create(FREE_PORT, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> now, Kind.ES256);
                BoundedHttp stranger = http();
                BoundedHttp trusting = new BoundedHttp(Duration.ofSeconds(5), 65_536, tls(store))) {
            serve(server, new AtomicReference<>(issuer.jwks().getBytes(StandardCharsets.UTF_8)));
            KeySource keys = new KeySource.JwksUrl(
                    URI.create("https://localhost:" + server.getAddress().getPort() + "/keys"));
            KeyRing untrusted = KeyRing.of(keys, issuer.issuer(), KeyFetching.DEFAULT, stranger);
            assertThat(untrusted.current(now)).isEmpty();
            assertThat(untrusted.problem()).contains("TLS failed");
            assertThat(KeyRing.of(keys, issuer.issuer(), KeyFetching.DEFAULT, trusting)
                            .current(now))
                    .isPresent();
        } finally {
            server.stop(0);
        }
    }

    private static KeyStore selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            keytool.destroyForcibly();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private static SSLContext tls(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
