package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Over TLS, with the JDK's own client: HTTP/1.1 and HTTP/2 on either side, tunnels, certificates.
@Timeout(90)
class VersionsTest {

    private static final Tls TLS = Tls.of("localhost", "crm.internal");
    private static final EventLoops LOOPS = EventLoops.start(1);
    private static final ExecutorService BLOCKING = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    static @Nullable Path folder;

    private static @Nullable Listener target;

    /// The floor's own services are a server of both versions.
    @BeforeAll
    static void start() throws IOException {
        target = new HttpFloor(LOOPS, BLOCKING, System::nanoTime).listen(new ListenAddress("127.0.0.1", 0), () -> {
            try {
                return reach();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static final class Lazy {
        static final io.netty.handler.ssl.SslContext FACE = face();

        private static io.netty.handler.ssl.SslContext face() {
            try {
                return TLS.face(ClientCertificates.NOT_ASKED);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static HttpReach reach() throws IOException {
        LocalService echo = new LocalService() {
            @Override
            public boolean takes(String path) {
                return true;
            }

            @Override
            public Answer answer(LocalRequest request) {
                if (request.path().startsWith("/big")) return Answer.of(200, "text/plain", "x".repeat(3_000_000));
                String said = request.method() + " " + request.path() + " " + request.body().length + " "
                        + request.fields().only("x-injected").orElse("-").length();
                return Answer.of(200, "text/plain", said);
            }
        };
        return new HttpReach(List.of(), echo, TlsFace.of(Lazy.FACE), ServerNames.NONE, HttpLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(target).close();
        BLOCKING.shutdownNow();
        LOOPS.close();
    }

    private static Stage stage(boolean http2, ClientCertificates clients) throws IOException {
        Authority where = new Authority(
                "localhost", Objects.requireNonNull(target).address().port());
        UpstreamSettings plain =
                UpstreamSettings.of(where, TLS.upstream(Objects.requireNonNull(folder), http2), Stage::loopback);
        return new Stage(plain, TLS.face(clients), HttpLimits.DEFAULT);
    }

    private static HttpClient client(Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TLS.client(TLS))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static HttpRequest.Builder request(Stage stage, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + stage.port() + "/crm" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer good");
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1,false", "HTTP_1_1,true", "HTTP_2,false", "HTTP_2,true"})
    void everyVersionMeetsEveryOther(Version version, boolean http2) throws Exception {
        try (Stage stage = stage(http2, ClientCertificates.NOT_ASKED);
                HttpClient client = client(version)) {
            HttpResponse<String> got = client.send(request(stage, "/a?b=c").build(), BodyHandlers.ofString());
            assertThat(got.version()).isEqualTo(version);
            assertThat(got.body()).isEqualTo("GET /a?b=c 0 20");
            HttpResponse<String> empty = client.send(
                    request(stage, "/whole/empty")
                            .header("Sallyport-Purpose", "new")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(empty.body()).isEqualTo("GET /whole/empty 0 20");
            HttpResponse<String> whole = client.send(
                    request(stage, "/whole")
                            .POST(BodyPublishers.ofString("abc"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(whole.body()).isEqualTo("POST /whole 3 20");
            HttpResponse<String> carried = client.send(
                    request(stage, "/carried")
                            .POST(BodyPublishers.ofInputStream(() -> InputStream.nullInputStream()))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(carried.body()).isEqualTo("POST /carried 0 20");
            HttpResponse<String> streamed = client.send(
                    request(stage, "/streamed")
                            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[3000])))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(streamed.body()).isEqualTo("POST /streamed 3000 20");
            assertThat(client.send(request(stage, "/big").build(), BodyHandlers.ofString())
                            .body())
                    .hasSize(3_000_000);
            assertThat(client.send(request(stage, "/deny!").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
            stage.gate.await("outcomes", () -> stage.gate.outcomes().size() == 6);
            assertThat(stage.gate.outcomes()).extracting(Outcome::ending).containsOnly(Ending.SUCCEEDED);
            assertThat(stage.gate.approaches()).hasSize(2);
            assertThat(stage.gate.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void manyAtOnceNeverPassTheBudgetAndAreAllAnswered(Version version) throws Exception {
        try (Stage stage = stage(true, ClientCertificates.NOT_ASKED);
                HttpClient client = client(version)) {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                HttpRequest request = request(stage, "/budget!/" + i).build();
                all.add(client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode));
            }
            List<Integer> statuses = all.stream().map(CompletableFuture::join).toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
            assertThat(statuses).filteredOn(status -> status == 403).hasSize(59);
            stage.gate.await("outcomes", () -> stage.gate.outcomes().size() == 5);
            assertThat(stage.gate.approaches()).hasSize(1);
            assertThat(stage.gate.faults()).isEmpty();
            assertThat(stage.gate.outstanding()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void insideATunnelEachRequestIsJudged(Version version) throws Exception {
        try (Stage stage = stage(true, ClientCertificates.NOT_ASKED)) {
            stage.names = host -> TLS.face(ClientCertificates.NOT_ASKED);
            try (Plain plain = new Plain(stage);
                    HttpClient client = HttpClient.newBuilder()
                            .version(version)
                            .sslContext(TLS.client(TLS))
                            .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", plain.port())))
                            .build()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("https://crm.internal/inside"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                HttpResponse<String> got = client.send(request, BodyHandlers.ofString());
                assertThat(got.body()).isEqualTo("GET /inside 0 20");
                HttpRequest denied = HttpRequest.newBuilder(URI.create("https://crm.internal/deny!"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                assertThat(client.send(denied, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    /// The JDK's client speaks no TLS to a proxy and sends no proof before it is asked: this adds both.
    private static final class Plain implements AutoCloseable {
        private final java.net.ServerSocket door;
        private final Stage stage;

        Plain(Stage stage) throws IOException {
            this.stage = stage;
            this.door = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return door.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket agent = door.accept();
                    Thread.ofVirtual().start(() -> relay(agent));
                }
            } catch (IOException over) {
                // closed
            }
        }

        private void relay(Socket agent) {
            try (agent;
                    SSLSocket gateway = (SSLSocket) TLS.client(TLS)
                            .getSocketFactory()
                            .createSocket(InetAddress.getLoopbackAddress(), stage.port())) {
                StringBuilder head = new StringBuilder();
                while (!head.toString().endsWith("\r\n\r\n"))
                    head.append((char) agent.getInputStream().read());
                String shown =
                        head.toString().replaceFirst("\r\n\r\n$", "\r\nProxy-Authorization: Bearer good\r\n\r\n");
                gateway.getOutputStream().write(shown.getBytes(StandardCharsets.ISO_8859_1));
                Thread back = Thread.ofVirtual().start(() -> pump(gateway, agent));
                pump(agent, gateway);
                back.join();
            } catch (Exception over) {
                // either side has gone
            }
        }

        private static void pump(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException over) {
                // either side has gone
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    @Test
    void aClientCertificateAloneIsAProof() throws Exception {
        try (Stage stage = stage(false, ClientCertificates.ASKED)) {
            Tls own = Tls.of("agent");
            SSLContext context = TLS.client(own);
            try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + stage.port() + "/crm/x"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(stage.gate.approaches().getFirst().attestation()).isInstanceOf(CertificateChain.class);
        }
    }

    @Test
    void aTargetWhoseCertificateIsForAnotherHostIsNotSpokenTo() throws Exception {
        Authority where = new Authority(
                "elsewhere.test", Objects.requireNonNull(target).address().port());
        UpstreamSettings wrong =
                UpstreamSettings.of(where, TLS.upstream(Objects.requireNonNull(folder), true), Stage::loopback);
        try (Stage stage = new Stage(wrong, TLS.face(ClientCertificates.NOT_ASKED), HttpLimits.DEFAULT);
                HttpClient client = client(Version.HTTP_2)) {
            assertThat(client.send(request(stage, "/x").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(502);
        }
    }
}
