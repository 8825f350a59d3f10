package dev.sallyport.transport.http;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.testkit.gateway.FakeConnector;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.ScriptedGate;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A floor with one target and one service of its own, on loopback.
final class Stage implements AutoCloseable {

    static final HttpLimits.Times TIMES = new HttpLimits.Times(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));
    static final HttpLimits LIMITS =
            new HttpLimits(1000, 100, new HttpLimits.Http2(20, 50, 500), 2048, 8192, 4096, 1L << 30, 4096, 100, TIMES);

    /// Milliseconds after which nothing more is expected; a busy machine takes its time.
    private static final int QUIET = 700;

    final ScriptedGate<FakeLease> gate = new ScriptedGate<>(Stage::lease);
    final EventLoops loops = EventLoops.start(2);
    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final HttpFloor floor = new HttpFloor(loops, blocking, System::nanoTime);
    final Upstream upstream;
    final PlainTarget target;
    final Listener listener;
    volatile ServerNames names = ServerNames.NONE;

    Stage(int target) throws IOException {
        this(UpstreamSettings.of(new Authority("localhost", target), null, Stage::loopback), null, LIMITS);
    }

    Stage(UpstreamSettings settings, @Nullable SslContext face, HttpLimits limits) throws IOException {
        upstream = floor.upstream(settings);
        target = new PlainTarget(upstream, "crm.test");
        listener = floor.listen(
                new ListenAddress("127.0.0.1", 0),
                () -> new HttpReach(
                        List.of(new Stand<>(gate, target)),
                        service(),
                        TlsFace.of(face),
                        host -> names.forHost(host),
                        limits));
    }

    static List<InetAddress> loopback(String host) {
        return List.of(InetAddress.getLoopbackAddress());
    }

    private static FakeLease lease(dev.sallyport.api.credential.LeaseRequest request) {
        try {
            return new FakeConnector().lease(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalService service() {
        return new LocalService() {
            @Override
            public boolean takes(String path) {
                return path.startsWith("/v1/");
            }

            @Override
            public Answer answer(LocalRequest request) throws InterruptedException {
                if (request.path().contains("sleep")) Thread.sleep(60_000);
                String said = request.method() + " " + request.path() + " "
                        + new String(request.body(), StandardCharsets.UTF_8);
                return Answer.of(200, "text/plain", said);
            }
        };
    }

    int port() {
        return listener.address().port();
    }

    Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /// Sends bytes and returns everything until the gateway hangs up, or has said something and then
    /// nothing for a while.
    String raw(String bytes) throws IOException {
        try (Socket socket = dial()) {
            RawServer.write(socket, bytes);
            return rest(socket, QUIET);
        }
    }

    /// As `raw`, and says that it will say no more.
    String rawToTheEnd(String bytes) throws IOException {
        try (Socket socket = dial()) {
            RawServer.write(socket, bytes);
            socket.shutdownOutput();
            return rest(socket, 3000);
        }
    }

    static String rest(Socket socket, int quiet) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        byte[] some = new byte[8192];
        try {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                all.write(some, 0, length);
                socket.setSoTimeout(quiet);
            }
            all.writeBytes("<closed>".getBytes(StandardCharsets.US_ASCII));
        } catch (SocketTimeoutException quietNow) {
            // nothing more to say
        } catch (java.net.SocketException reset) {
            all.writeBytes("<reset>".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /// A request to the target, by its name, with a proof.
    static String get(String path, String... more) {
        return "GET " + path + " HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n"
                + String.join(
                        "", List.of(more).stream().map(line -> line + "\r\n").toList()) + "\r\n";
    }

    @Override
    public void close() {
        listener.close();
        upstream.close();
        blocking.shutdownNow();
        loops.close();
    }
}
