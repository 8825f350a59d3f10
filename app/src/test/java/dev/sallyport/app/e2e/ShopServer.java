package dev.sallyport.app.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A small API of a shop, that remembers what it was asked and repeats the credential it was shown: a hostile server
/// would. Below `/endless/` its answers do not end.
final class ShopServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /// The credentials that came with them, in the same order; `null` for none.
    final List<String> shown = new CopyOnWriteArrayList<>();

    private ShopServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    static ShopServer inClearText() throws IOException {
        return new ShopServer(HttpServer.create(here(), 0));
    }

    /// With a certificate of its own for `localhost`.
    ///
    /// @param authority file that is made, for whoever is to trust it
    static ShopServer withTls(Path authority) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.writeString(authority, bundle.getCertificatePathPEM());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "a", bundle.getKeyPair().getPrivate(), new char[0], new Certificate[] {bundle.getCertificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(here(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ShopServer(server);
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Method, path and query of every request that came.
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String credential = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            shown.add(credential);
            if (exchange.getRequestURI().getPath().startsWith("/endless/")) {
                endless(exchange);
                return;
            }
            String purposes = String.valueOf(exchange.getRequestHeaders().getFirst("Sallyport-Purpose"));
            byte[] body = ("{\"path\":\"" + exchange.getRequestURI() + "\",\"authorization\":\"" + credential
                            + "\",\"purpose\":\"" + purposes + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Shown", credential);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// An event every 50 ms, until nobody takes it.
    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write("data: {\"on\":true}\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
