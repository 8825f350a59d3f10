package dev.sallyport.transport.http;

import static dev.sallyport.transport.http.RawHttp2.CONTINUATION;
import static dev.sallyport.transport.http.RawHttp2.DATA;
import static dev.sallyport.transport.http.RawHttp2.END_HEADERS;
import static dev.sallyport.transport.http.RawHttp2.END_STREAM;
import static dev.sallyport.transport.http.RawHttp2.GOAWAY;
import static dev.sallyport.transport.http.RawHttp2.HEADERS;
import static dev.sallyport.transport.http.RawHttp2.PADDED;
import static dev.sallyport.transport.http.RawHttp2.PING;
import static dev.sallyport.transport.http.RawHttp2.PUSH;
import static dev.sallyport.transport.http.RawHttp2.RST;
import static dev.sallyport.transport.http.RawHttp2.SETTINGS;
import static dev.sallyport.transport.http.RawHttp2.WINDOW;
import static dev.sallyport.transport.http.RawHttp2.fields;
import static dev.sallyport.transport.http.RawHttp2.indexed;
import static dev.sallyport.transport.http.RawHttp2.number;
import static dev.sallyport.transport.http.RawHttp2.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.http.RawHttp2Target.Peer;
import dev.sallyport.transport.http.RawHttp2Target.Script;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One test for each way in which a target's frames can be an attack (RFC 9113 section 10.5): the agent is answered in
/// time, nothing piles up, no buffer is lost, nothing but the target's own answer passes, and the next request is
/// served.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class Http2TargetTest {

    /// More than any limit; who is not ended by then is not ended.
    private static final int FLOOD = 100_000;

    private static final Tls TLS = Tls.of("localhost");

    @TempDir
    private static Path folder;

    private static Alarms alarms;
    private RawHttp2Target target;
    private Stage stage;

    @BeforeAll
    static void listen() {
        alarms = Alarms.listen();
    }

    @BeforeEach
    void start() throws Exception {
        WENT_ON.set(0);
        target = new RawHttp2Target(Tls.of("other").client(TLS));
        stage = new Stage(impatient(target.port(), TLS, folder), null, Stage.LIMITS);
    }

    static UpstreamSettings impatient(int port, Tls tls, Path folder) throws IOException {
        Duration soon = Duration.ofMillis(700);
        return new UpstreamSettings(
                new Authority("localhost", port),
                tls.upstream(folder, true),
                true,
                Stage::loopback,
                4,
                100,
                Duration.ofSeconds(5),
                soon,
                soon,
                Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
        target.close();
    }

    @AfterAll
    static void nothingWasLost() throws Exception {
        assertThat(alarms.afterCollection()).isEmpty();
        alarms.close();
    }

    /// A connection that is of no use any more is not used again and again.
    private void theNextIsServed() throws Exception {
        target.script = RawHttp2Target::fine;
        String answer = "";
        for (int i = 0; i < 6 && !answer.startsWith("HTTP/1.1 200"); i++) answer = ask("/after");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("fine");
        stage.gate.await("every permit is accounted for", () -> stage.gate.outstanding() == 0);
        assertThat(stage.gate.faults()).isEmpty();
    }

    /// @return until the gateway hangs up
    private String ask(String path) throws IOException {
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get(path, "Connection: close"));
            return Stage.rest(socket, 10_000);
        }
    }

    /// Writes until the gateway hangs up.
    private interface Step {
        void go(int number) throws IOException;
    }

    private static final AtomicInteger WENT_ON = new AtomicInteger();

    private static void flood(Step step) throws IOException {
        for (int i = 0; i < FLOOD; i++) step.go(i);
        WENT_ON.incrementAndGet();
    }

    private static Arguments attack(String name, Script script) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, script));
    }

    /// After a request has come.
    private interface Reply {
        void to(Peer peer, int stream) throws Exception;
    }

    private static Arguments reply(String name, Reply reply) {
        return attack(name, peer -> {
            peer.settings();
            for (int stream = peer.next(); stream != Peer.GONE; stream = peer.next()) reply.to(peer, stream);
        });
    }

    /// The answer is not one: the agent hears 502, 503 or 504.
    private static Stream<Arguments> attacks() {
        return Stream.of(
                attack("silence", Peer::silence),
                attack(
                        "settings that allow no streams",
                        peer -> peer.settings(setting(3, 0)).silence()),
                attack(
                        "a window that cannot be",
                        peer -> peer.settings(setting(4, -1)).silence()),
                attack(
                        "frames that cannot be",
                        peer -> peer.settings(setting(5, 1)).silence()),
                attack(
                        "a server that wants to be pushed to",
                        peer -> peer.settings(setting(2, 1)).silence()),
                attack(
                        "settings of a broken length",
                        peer -> peer.frame(SETTINGS, 0, 0, new byte[5]).silence()),
                attack(
                        "something else than settings",
                        peer -> peer.raw(new byte[100]).silence()),
                attack(
                        "HTTP/1.1 all the same",
                        peer -> peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
                                        .getBytes(StandardCharsets.US_ASCII))
                                .silence()),
                attack("a flood of settings", peer -> {
                    flood(i -> peer.settings(setting(4, 1000 + i)));
                    peer.silence();
                }),
                attack("a flood of pings", peer -> {
                    peer.settings();
                    flood(i -> peer.frame(PING, 0, 0, new byte[8]));
                    peer.silence();
                }),
                reply("no status", (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, "a", "b")),
                reply(
                        "a status that is none",
                        (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, ":status", "x")),
                reply(
                        "a status of one digit",
                        (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, ":status", "7")),
                reply(
                        "two statuses",
                        (peer, stream) ->
                                peer.head(END_HEADERS | END_STREAM, stream, ":status", "200", ":status", "201")),
                reply(
                        "a request for an answer",
                        (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, ":status", "200", ":path", "/")),
                reply("a request", (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, ":method", "GET")),
                reply(
                        "a change of protocol",
                        (peer, stream) -> peer.head(END_HEADERS, stream, ":status", "101", "upgrade", "websocket")),
                reply(
                        "an end that is only announced",
                        (peer, stream) -> peer.head(END_HEADERS | END_STREAM, stream, ":status", "103")),
                reply(
                        "news without end",
                        (peer, stream) ->
                                flood(i -> peer.head(END_HEADERS, stream, ":status", "103", "link", "</" + i + ">"))),
                reply(
                        "another protocol in a field",
                        (peer, stream) -> peer.head(
                                END_HEADERS | END_STREAM, stream, ":status", "200", "x", "a\r\nset-cookie: evil=1")),
                reply(
                        "another field in a name",
                        (peer, stream) ->
                                peer.head(END_HEADERS | END_STREAM, stream, ":status", "200", "x: a\r\ny", "a")),
                reply(
                        "framing of HTTP/1.1",
                        (peer, stream) -> peer.head(
                                END_HEADERS | END_STREAM, stream, ":status", "200", "transfer-encoding", "chunked")),
                reply(
                        "a name in capitals",
                        (peer, stream) ->
                                peer.head(END_HEADERS | END_STREAM, stream, ":status", "200", "Set-Cookie", "a=b")),
                reply("a head without end", (peer, stream) -> {
                    peer.head(0, stream, ":status", "200");
                    flood(i -> peer.frame(CONTINUATION, 0, stream, fields("x-" + i, "y".repeat(8000))));
                }),
                reply("a head in pieces of nothing", (peer, stream) -> {
                    peer.head(0, stream, ":status", "200");
                    flood(i -> peer.frame(CONTINUATION, 0, stream));
                }),
                reply("a head that is never ended", (peer, stream) -> peer.head(0, stream, ":status", "200")),
                reply("a bomb of references", (peer, stream) -> {
                    byte[] references = new byte[8000];
                    Arrays.fill(references, (byte) (0x80 | 62));
                    peer.frame(
                            HEADERS,
                            END_HEADERS | END_STREAM,
                            stream,
                            fields(":status", "200"),
                            indexed("x-bomb", "b".repeat(3000)),
                            references);
                }),
                reply(
                        "a table that is too big",
                        (peer, stream) -> peer.frame(
                                HEADERS,
                                END_HEADERS | END_STREAM,
                                stream,
                                RawHttp2.integer(0x20, 5, 1 << 28),
                                fields(":status", "200"))),
                reply(
                        "a reference to nothing",
                        (peer, stream) -> peer.frame(
                                HEADERS, END_HEADERS | END_STREAM, stream, new byte[] {(byte) 0xff, (byte) 0xff, 1})),
                reply("a frame that is too long", (peer, stream) -> peer.frame(DATA, 0, stream, new byte[1 << 20])),
                reply("an answer before its head", (peer, stream) -> peer.frame(DATA, END_STREAM, stream, new byte[4])),
                reply(
                        "a padding that is longer than its frame",
                        (peer, stream) -> peer.frame(DATA, PADDED | END_STREAM, stream, new byte[] {9, 1})),
                reply("a stream of nobody's", (peer, stream) -> peer.head(END_HEADERS, stream + 40, ":status", "200")),
                reply("a stream of the target's own", (peer, stream) -> peer.head(END_HEADERS, 2, ":status", "200")),
                reply("an answer for all", (peer, stream) -> peer.head(END_HEADERS, 0, ":status", "200")),
                reply(
                        "a push",
                        (peer, stream) -> peer.frame(
                                PUSH,
                                END_HEADERS,
                                stream,
                                number(2),
                                fields(
                                        ":method",
                                        "GET",
                                        ":scheme",
                                        "https",
                                        ":authority",
                                        "localhost",
                                        ":path",
                                        "/evil"))),
                reply(
                        "a window that overflows",
                        (peer, stream) -> peer.frame(WINDOW, 0, stream, number(Integer.MAX_VALUE))
                                .frame(WINDOW, 0, stream, number(Integer.MAX_VALUE))),
                reply("a window of nothing", (peer, stream) -> peer.frame(WINDOW, 0, stream, number(0))),
                reply("refused", (peer, stream) -> peer.frame(RST, 0, stream, number(7))),
                reply("cancelled without an error", (peer, stream) -> peer.frame(RST, 0, stream, number(0))),
                reply("a reset that is no number", (peer, stream) -> peer.frame(RST, 0, stream, new byte[3])),
                reply("a farewell to all", (peer, stream) -> peer.frame(GOAWAY, 0, 0, number(0), number(0))),
                reply(
                        "a farewell in anger",
                        (peer, stream) -> peer.frame(GOAWAY, 0, 0, number(stream), number(11), new byte[4000])),
                reply("a farewell that is too short", (peer, stream) -> peer.frame(GOAWAY, 0, 0, new byte[3])),
                attack(
                        "a farewell at once",
                        peer -> peer.settings()
                                .frame(GOAWAY, 0, 0, number(0), number(0))
                                .silence()),
                reply(
                        "a frame of no kind that anyone knows",
                        (peer, stream) -> peer.frame(77, 255, stream, new byte[9])),
                reply(
                        "a priority of itself",
                        (peer, stream) -> peer.frame(RawHttp2.PRIORITY, 0, stream, number(stream), new byte[1])),
                reply("hung up", (peer, stream) -> {
                    throw new IOException("the script hangs up");
                }));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isAnsweredInTime(Script script) throws Exception {
        target.script = script;
        long began = System.nanoTime();
        String answer = ask("/x");
        assertThat(answer).matches("(?s)HTTP/1\\.1 50[234] .*<closed>").doesNotContain("evil", "set-cookie");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(target.connections).as("it does not dial again and again").hasValueLessThan(6);
        assertThat(WENT_ON).as("a flood that nobody ended").hasValue(0);
        theNextIsServed();
    }
}
