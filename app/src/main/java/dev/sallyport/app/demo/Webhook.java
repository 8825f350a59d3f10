package dev.sallyport.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Somebody who takes what is posted to it, with TLS on a loopback port, and remembers who came. Safe for
/// many threads.
public final class Webhook implements AutoCloseable {

    private static final int TAKEN = 204;

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private Webhook(HttpsServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    /// With a certificate of its own for `localhost`.
    ///
    /// @param authority file that is made, for whoever is to trust it
    static Webhook start(Path authority) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(authority)));
        return new Webhook(server);
    }

    private static SSLContext tls(Path authority) throws IOException {
        try {
            X509Bundle bundle = new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .ecp256()
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Files.writeString(authority, bundle.getCertificatePathPEM());
            KeyManagerFactory keys = bundle.toKeyManagerFactory();
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the certificate cannot be made", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Method and path of every request that came, oldest first.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(TAKEN, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
