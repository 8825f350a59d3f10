package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// WebSocket (RFC 6455) through the floor: upgraded on a permit, unmasked and masked anew, cut with its
/// session.
@Timeout(60)
class WebSocketTest {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /// Echoes short text messages.
    private static void echo(String request, Socket socket) throws Exception {
        upgrade(request, socket);
        InputStream in = socket.getInputStream();
        for (int first = in.read(); first >= 0; first = in.read()) {
            int second = in.read();
            if ((second & 0x80) == 0) throw new IOException("not masked");
            byte[] mask = in.readNBytes(4);
            byte[] body = in.readNBytes(second & 0x7f);
            for (int i = 0; i < body.length; i++) body[i] ^= mask[i % 4];
            frame(socket, first, body);
        }
    }

    private static void upgrade(String request, Socket socket) throws Exception {
        Matcher key = KEY.matcher(request);
        if (!key.find()) throw new IOException("no key");
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        RawServer.write(
                socket,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
    }

    private WebSocket connect(HttpClient client, Stage stage, String path) {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer good")
                .buildAsync(URI.create("ws://127.0.0.1:" + stage.port() + "/crm" + path), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        heard.add(data.toString());
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
                        heard.add("ping " + StandardCharsets.UTF_8.decode(message));
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
                        heard.add("pong " + StandardCharsets.UTF_8.decode(message));
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        heard.add("closed " + status + (reason.isEmpty() ? "" : " " + reason));
                        return null;
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable error) {
                        heard.add("broken");
                    }
                })
                .join();
    }

    private @Nullable String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void messagesPassBothWaysAndAreCounted() throws Exception {
        try (RawServer target = new RawServer(WebSocketTest::echo);
                Stage stage = new Stage(target.port());
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = connect(client, stage, "/ws");
            for (int i = 0; i < 3; i++) {
                socket.sendText("hello " + i, true).join();
                assertThat(next()).isEqualTo("hello " + i);
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(next()).isEqualTo("closed 1000");
            stage.gate.await("the outcome", () -> !stage.gate.outcomes().isEmpty());
            Outcome outcome = stage.gate.outcomes().getFirst();
            assertThat(outcome.ending()).isEqualTo(Ending.SUCCEEDED);
            assertThat(outcome.records()).isEqualTo(3);
            assertThat(target.requests().getFirst()).doesNotContain("good");
            assertThat(stage.gate.faults()).isEmpty();
        }
    }

    /// The target sends back what was injected.
    @Test
    void anInjectedSecretIsInNoMessage() throws Exception {
        try (RawServer target = new RawServer(WebSocketTest::echo);
                Stage stage = new Stage(target.port());
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = connect(client, stage, "/ws");
            socket.sendText("it is " + PlainTarget.SECRET + ", \\u0073" + PlainTarget.SECRET.substring(1) + ".", true)
                    .join();
            assertThat(next()).isEqualTo("it is " + "*".repeat(20) + ", " + "*".repeat(25) + ".");
            assertThat(stage.gate.faults()).isEmpty();
        }
    }

    /// Also not where nobody looks: beside the messages (RFC 6455 section 5.5).
    @Test
    void anInjectedSecretIsInNoPingNorPongNorClose() throws Exception {
        try (RawServer target = new RawServer(WebSocketTest::tellsAll);
                Stage stage = new Stage(target.port());
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = connect(client, stage, "/ws");
            String hidden = "*".repeat(PlainTarget.SECRET.length());
            assertThat(next()).isEqualTo("ping is " + hidden);
            assertThat(next()).isEqualTo("pong is " + hidden);
            assertThat(next()).isEqualTo("closed 1008 bad: " + hidden + " \u20ac");
            socket.abort();
            assertThat(stage.gate.faults()).isEmpty();
        }
    }

    private static void tellsAll(String request, Socket socket) throws Exception {
        upgrade(request, socket);
        byte[] said = ("is " + PlainTarget.SECRET).getBytes(StandardCharsets.UTF_8);
        frame(socket, 0x89, said);
        frame(socket, 0x8a, said);
        byte[] reason = ("..bad: " + PlainTarget.SECRET + " \u20ac").getBytes(StandardCharsets.UTF_8);
        reason[0] = (byte) (1008 >> 8);
        reason[1] = (byte) 1008;
        frame(socket, 0x88, reason);
    }

    private static void frame(Socket socket, int first, byte[] body) throws IOException {
        socket.getOutputStream().write(new byte[] {(byte) first, (byte) body.length});
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }

    @Test
    void aDeniedUpgradeIsRefusedAndASessionsEndCutsAnOpenOne() throws Exception {
        try (RawServer target = new RawServer(WebSocketTest::echo);
                Stage stage = new Stage(target.port());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> connect(client, stage, "/deny!")))
                    .isNotNull();
            assertThat(target.requests()).isEmpty();
            connect(client, stage, "/ws");
            stage.gate.endAll("revoked");
            assertThat(next()).isIn("broken", "closed 1006");
            stage.gate.await("the outcome", () -> !stage.gate.outcomes().isEmpty());
            assertThat(stage.gate.outcomes().getFirst().ending()).isEqualTo(Ending.CUT);
            assertThat(stage.gate.faults()).isEmpty();
        }
    }

    /// RFC 6455 section 5.1: a client that does not mask is hung up on.
    @Test
    void whatIsNotMaskedDoesNotPass() throws Exception {
        try (RawServer target = new RawServer(WebSocketTest::echo);
                Stage stage = new Stage(target.port());
                Socket socket = stage.dial()) {
            RawServer.write(
                    socket,
                    Stage.get(
                            "/ws",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            assertThat(Stage.rest(socket, 300)).startsWith("HTTP/1.1 101");
            RawServer.write(socket, "\u0081\u0002hi");
            assertThat(Stage.rest(socket, 3000))
                    .startsWith("\u0088")
                    .endsWith("<closed>")
                    .doesNotContain("hi");
        }
    }
}
