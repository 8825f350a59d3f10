package dev.sallyport.transport.http;

import static dev.sallyport.transport.http.RawHttp2.CLOSED;
import static dev.sallyport.transport.http.RawHttp2.CONTINUATION;
import static dev.sallyport.transport.http.RawHttp2.DATA;
import static dev.sallyport.transport.http.RawHttp2.END_HEADERS;
import static dev.sallyport.transport.http.RawHttp2.END_STREAM;
import static dev.sallyport.transport.http.RawHttp2.HEADERS;
import static dev.sallyport.transport.http.RawHttp2.PADDED;
import static dev.sallyport.transport.http.RawHttp2.PING;
import static dev.sallyport.transport.http.RawHttp2.PRIORITY;
import static dev.sallyport.transport.http.RawHttp2.PUSH;
import static dev.sallyport.transport.http.RawHttp2.RST;
import static dev.sallyport.transport.http.RawHttp2.SETTINGS;
import static dev.sallyport.transport.http.RawHttp2.WINDOW;
import static dev.sallyport.transport.http.RawHttp2.bytes;
import static dev.sallyport.transport.http.RawHttp2.fields;
import static dev.sallyport.transport.http.RawHttp2.head;
import static dev.sallyport.transport.http.RawHttp2.indexed;
import static dev.sallyport.transport.http.RawHttp2.join;
import static dev.sallyport.transport.http.RawHttp2.number;
import static dev.sallyport.transport.http.RawHttp2.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.ClientCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One test for each way in which an agent's frames can be an attack (RFC 9113 section 10.5): the floor
/// answers, ends the stream or ends the connection; nothing hangs, nothing piles up, no buffer is lost,
/// nothing reaches the target unjudged (R10), and whoever comes next is served.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class Http2AttacksTest {

    /// More than any limit; who is not ended by then is not ended.
    private static final int FLOOD = 100_000;

    private static final String ENHANCE_YOUR_CALM = "GOAWAY 11";
    private static final Tls TLS = Tls.of("localhost");
    private static Alarms alarms;
    private static RawServer target;
    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        alarms = Alarms.listen();
        target = new RawServer((request, socket) ->
                RawServer.write(socket, RawServer.ok(request.contains("/big") ? "x".repeat(1 << 20) : "hello")));
        stage = new Stage(
                UpstreamSettings.of(new Authority("localhost", target.port()), null, Stage::loopback),
                TLS.face(ClientCertificates.NOT_ASKED),
                Stage.LIMITS);
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
        target.close();
        assertThat(alarms.afterCollection()).isEmpty();
        alarms.close();
    }

    @AfterEach
    void nobodyElseIsHarmed() throws Exception {
        try (RawHttp2 next = agent()) {
            next.get(1, "/after").await("HEADERS 1");
        }
        stage.gate.await("every permit is accounted for", () -> stage.gate.outstanding() == 0);
        assertThat(stage.gate.faults()).isEmpty();
    }

    private static RawHttp2 agent(byte[]... settings) throws Exception {
        return new RawHttp2(stage.port(), TLS.client(TLS)).preface(settings);
    }

    private static long served(String path) {
        return target.requests().stream()
                .filter(each -> each.contains(" " + path))
                .count();
    }

    /// One step after the other until the gateway hangs up.
    private interface Step {
        void go(int number) throws IOException;
    }

    /// @return how many steps it took
    private static int flood(Step step) {
        for (int i = 0; i < FLOOD; i++) {
            try {
                step.go(i);
            } catch (IOException ended) {
                return i;
            }
        }
        throw new AssertionError("it went on and on");
    }

    // ---- heads

    @Test
    void aBombOfReferencesIsRefused() throws Exception {
        byte[] seed = indexed("x-bomb", "b".repeat(3000));
        byte[] references = new byte[8000];
        java.util.Arrays.fill(references, (byte) (0x80 | 62));
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS | END_STREAM, 1, head("GET", "/bomb"), seed, references);
            assertThat(agent.await(word -> word.matches("HEADERS 1.*|RST 1 .*|GOAWAY .*")))
                    .matches("HEADERS 1 END|RST.*|GOAWAY.*");
        }
        assertThat(served("/bomb")).isZero();
    }

    @Test
    void aHeadThatGoesOnAndOnEndsTheConnection() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_STREAM, 1, head("GET", "/flood"));
            int steps = flood(i -> agent.frame(CONTINUATION, 0, 1, fields("x-" + i, "y".repeat(8000))));
            assertThat(steps).isLessThan(10_000);
            agent.await(CLOSED);
        }
        assertThat(served("/flood")).isZero();
    }

    @Test
    void aHeadInPiecesOfNothingEndsTheConnection() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_STREAM, 1, head("GET", "/flood"));
            flood(i -> agent.frame(CONTINUATION, 0, 1));
            agent.await(ENHANCE_YOUR_CALM);
            agent.await(CLOSED);
        }
        assertThat(served("/flood")).isZero();
    }

    @Test
    void aHeadThatStopsInTheMiddleIsNotWaitedFor() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_STREAM, 1, head("GET", "/half")).await(CLOSED);
        }
        assertThat(served("/half")).isZero();
    }

    static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of("an index that is not there", new byte[] {(byte) 0xff, 0x7f}),
                Arguments.of("index zero", new byte[] {(byte) 0x80}),
                Arguments.of("a number without end", new byte[] {0x7f, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}),
                Arguments.of("a table larger than allowed", RawHttp2.integer(0x20, 5, 1 << 20)),
                Arguments.of("a text longer than the block", new byte[] {0, 5, 'a'}),
                Arguments.of("Huffman's code with an end in it", new byte[] {0, 1, 'a', (byte) 0x84, -1, -1, -1, -1}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBlockThatCannotBeReadEndsTheConnection(String what, byte[] block) throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS | END_STREAM, 1, head("GET", "/block"), block);
            assertThat(agent.await("GOAWAY")).isEqualTo("GOAWAY 9"); // COMPRESSION_ERROR
            agent.await(CLOSED);
        }
        assertThat(served("/block")).isZero();
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("no method", fields(":scheme", "https", ":authority", "crm.test", ":path", "/ps")),
                Arguments.of("no scheme", fields(":method", "GET", ":authority", "crm.test", ":path", "/ps")),
                Arguments.of("no path", fields(":method", "GET", ":scheme", "https", ":authority", "crm.test")),
                Arguments.of("two paths", join(fields(":path", "/ps0"), head("GET", "/ps"))),
                Arguments.of("two methods", join(fields(":method", "GET"), head("GET", "/ps"))),
                Arguments.of("two authorities", join(fields(":authority", "gw"), head("GET", "/ps"))),
                Arguments.of("a path after a field", join(fields("x", "y"), head("GET", "/ps"))),
                Arguments.of("one that nobody knows", join(fields(":purpose", "x"), head("GET", "/ps"))),
                Arguments.of("one of an answer", join(fields(":status", "200"), head("GET", "/ps"))),
                Arguments.of("an authority with a user", head("GET", "/ps", "host", "x@crm.test")),
                Arguments.of("a host in upper case", head("GET", "/ps", "Host", "crm.test")),
                Arguments.of("a star that is no path", head("GET", "*")),
                Arguments.of("CONNECT with a path", head("CONNECT", "/ps")),
                Arguments.of("a protocol that is not offered", join(fields(":protocol", "x"), head("CONNECT", "/ps"))),
                Arguments.of("a colon alone", join(fields(":", "x"), head("GET", "/ps"))),
                Arguments.of("a name that is empty", head("GET", "/ps", "", "x")),
                Arguments.of("a transfer coding", head("GET", "/ps", "transfer-encoding", "chunked")),
                Arguments.of("a connection's own field", head("GET", "/ps", "keep-alive", "1")),
                Arguments.of("te other than trailers", head("GET", "/ps", "te", "gzip")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void aHeadThatCannotBeIsRefused(String what, byte[] block) throws Exception {
        int before = stage.gate.actions().size();
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS | END_STREAM, 1, block);
            agent.await(word -> word.matches("HEADERS 1.*|RST 1 .*|GOAWAY .*"));
        }
        assertThat(stage.gate.actions()).hasSize(before);
        assertThat(served("/ps")).isZero();
    }

    // ---- bodies

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("a trailer that would be a head", "/whole/t", "", fields(":path", "/other")),
                Arguments.of("a trailer that would be an answer", "/whole/t", "", fields(":status", "200")),
                Arguments.of("a trailer with a line", "/whole/t", "", fields("x", "a\r\nb: c")),
                Arguments.of("more than announced", "/whole/t", "1", fields("x", "y")),
                Arguments.of("less than announced", "/whole/t", "99", fields("x", "y")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyThatEndsOtherwiseThanItBeganIsNotJudged(String what, String path, String length, byte[] trailers)
            throws Exception {
        int before = stage.gate.actions().size();
        try (RawHttp2 agent = agent()) {
            byte[] head = length.isEmpty() ? head("POST", path) : head("POST", path, "content-length", length);
            agent.frame(HEADERS, END_HEADERS, 1, head).frame(DATA, 0, 1, new byte[5]);
            agent.frame(HEADERS, END_HEADERS | END_STREAM, 1, trailers);
            agent.await(word -> word.matches("HEADERS 1.*|RST 1 .*|GOAWAY .*|CLOSED"));
        }
        assertThat(stage.gate.actions()).hasSize(before);
        assertThat(served(path)).isZero();
    }

    @Test
    void trailersThatDoNotEndTheStreamAreRefused() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS, 1, head("POST", "/whole/twice"))
                    .frame(HEADERS, END_HEADERS, 1, fields("x", "y"))
                    .frame(DATA, END_STREAM, 1, new byte[5]);
            agent.await(word -> word.matches("HEADERS 1.*|RST 1 .*|GOAWAY .*|CLOSED"));
        }
        assertThat(served("/whole/twice")).isZero();
    }

    @Test
    void piecesOfNothingEndTheConnection() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS, 1, head("POST", "/whole/empty"));
            flood(i -> agent.frame(DATA, 0, 1));
            agent.await(ENHANCE_YOUR_CALM);
        }
        assertThat(served("/whole/empty")).isZero();
    }

    @Test
    void aBodyOfPaddingIsNotWaitedForLongerThanABody() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS, 1, head("POST", "/whole/padding"));
            flood(i -> agent.frame(DATA, PADDED, 1, new byte[] {(byte) 255}, new byte[255]));
        }
        assertThat(served("/whole/padding")).isZero();
    }

    // ---- floods

    @Test
    void requestsThatAreTakenBackAtOnceEndTheConnection() throws Exception {
        int before = stage.gate.actions().size();
        try (RawHttp2 agent = agent()) {
            flood(i -> agent.raw(join(
                    bytes(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, head("GET", "/rapid")),
                    bytes(RST, 0, 2 * i + 1, number(8)))));
            agent.await(ENHANCE_YOUR_CALM);
            agent.await(CLOSED);
        }
        assertThat(stage.gate.actions().size() - before)
                .isLessThanOrEqualTo(
                        Stage.LIMITS.http2().resets() + Stage.LIMITS.http2().streams());
    }

    @Test
    void requestsThatMakeTheGatewayTakeThemBackEndTheConnection() throws Exception {
        int before = stage.gate.actions().size();
        try (RawHttp2 agent = agent()) {
            flood(i -> agent.raw(join(
                    bytes(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, head("GET", "/forever!")),
                    bytes(WINDOW, 0, 2 * i + 1, number(0)))));
            agent.await(ENHANCE_YOUR_CALM);
            agent.await(CLOSED);
        }
        assertThat(stage.gate.actions().size() - before)
                .as("those that may be taken back, the one that was too many, and those that were under way")
                .isLessThanOrEqualTo(
                        Stage.LIMITS.http2().resets() + 1 + Stage.LIMITS.http2().streams());
    }

    @Test
    void moreRequestsAtOnceThanAllowedAreRefusedAndTheOthersLiveOn() throws Exception {
        int most = Stage.LIMITS.http2().streams();
        try (RawHttp2 agent = agent()) {
            agent.await("SETTINGS ACK");
            for (int i = 0; i < most; i++) agent.get(2 * i + 1, i == 0 ? "/hold!" : "/forever!");
            agent.get(2 * most + 1, "/surplus");
            assertThat(agent.await("RST " + (2 * most + 1))).endsWith(" 7"); // REFUSED_STREAM
            agent.await("DATA 1 END");
        }
        assertThat(served("/surplus")).isZero();
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("settings", bytes(SETTINGS, 0, 0, setting(3, 1))),
                Arguments.of("pings", bytes(PING, 0, 0, new byte[8])),
                Arguments.of("pongs", bytes(PING, 1, 0, new byte[8])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void framesThatCarryNothingEndTheConnectionWhenThereAreTooMany(String what, byte[] frame) throws Exception {
        try (RawHttp2 agent = agent()) {
            assertThat(flood(i -> agent.raw(frame)))
                    .isGreaterThan(Stage.LIMITS.http2().controls());
            agent.await(CLOSED);
        }
    }

    /// These leave nothing behind at all.
    @Test
    void framesThatAreForgottenAtOnceDoNoHarm() throws Exception {
        try (RawHttp2 agent = agent()) {
            for (int i = 0; i < 5000; i++) {
                agent.raw(join(
                        bytes(PRIORITY, 0, 2 * i + 1, number(0), new byte[1]),
                        bytes(WINDOW, 0, 0, number(1)),
                        bytes(0xbb, 0, 0, new byte[1])));
            }
            agent.get(10_001, "/still").await(word -> word.matches("DATA 10001 END|GOAWAY .*|CLOSED"));
        }
    }

    @Test
    void whoDoesNotReadWhatItAskedForIsHungUpOn() throws Exception {
        try (RawHttp2 agent = new RawHttp2(stage.port(), TLS.client(TLS), false)) {
            agent.preface();
            flood(i -> agent.frame(PING, 0, 0, new byte[8]));
        }
    }

    // ---- windows

    @Test
    void aWindowThatOverflowsEndsTheConnection() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(WINDOW, 0, 0, number(Integer.MAX_VALUE)).frame(WINDOW, 0, 0, number(Integer.MAX_VALUE));
            assertThat(agent.await("GOAWAY")).isEqualTo("GOAWAY 3"); // FLOW_CONTROL_ERROR
            agent.await(CLOSED);
        }
    }

    @Test
    void aWindowThatOverflowsByASettingEndsTheConnection() throws Exception {
        try (RawHttp2 agent = agent(setting(4, 0))) {
            agent.get(1, "/window").frame(WINDOW, 0, 1, number(Integer.MAX_VALUE));
            agent.frame(SETTINGS, 0, 0, setting(4, Integer.MAX_VALUE)).await("GOAWAY");
            agent.await(CLOSED);
        }
    }

    @Test
    void moreThanTheWindowAllowsEndsTheConnection() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.frame(HEADERS, END_HEADERS, 1, head("POST", "/forever!"));
            int steps = flood(i -> agent.frame(DATA, 0, 1, new byte[16_000]));
            assertThat(steps).isLessThan(1000);
        }
        assertThat(served("/forever!")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @org.junit.jupiter.params.provider.ValueSource(strings = {"/small", "/big"})
    void anAnswerThatTheAgentDoesNotLetThroughIsNotKept(String path) throws Exception {
        try (RawHttp2 agent = agent(setting(4, 0))) {
            agent.get(1, path).await("HEADERS 1");
            agent.await(word -> word.matches("RST 1 .*|CLOSED"));
        }
    }

    // ---- streams

    static Stream<Arguments> streams() {
        byte[] head = head("GET", "/odd");
        int whole = END_HEADERS | END_STREAM;
        return Stream.of(
                Arguments.of("an even number", bytes(HEADERS, whole, 2, head)),
                Arguments.of("number zero", bytes(HEADERS, whole, 0, head)),
                Arguments.of("one that depends on itself", bytes(HEADERS, whole | 32, 1, number(1), new byte[1], head)),
                Arguments.of("data of nothing", bytes(DATA, 0, 1, new byte[1])),
                Arguments.of("data of the connection", bytes(DATA, 0, 0, new byte[1])),
                Arguments.of("a reset of nothing", bytes(RST, 0, 1, number(8))),
                Arguments.of("a window of nothing", bytes(WINDOW, 0, 1, number(1))),
                Arguments.of("a head that goes on from nothing", bytes(CONTINUATION, END_HEADERS, 1, head)),
                Arguments.of("a push", bytes(PUSH, END_HEADERS, 1, number(2), head)),
                Arguments.of(
                        "another frame in a head",
                        join(bytes(HEADERS, END_STREAM, 1, head), bytes(PING, 0, 0, new byte[8]))),
                Arguments.of(
                        "a head that goes on elsewhere",
                        join(bytes(HEADERS, END_STREAM, 1, head), bytes(CONTINUATION, END_HEADERS, 3, head))),
                Arguments.of("settings of a stream", bytes(SETTINGS, 0, 1, setting(3, 1))),
                Arguments.of("a setting cut off", bytes(SETTINGS, 0, 0, new byte[5])),
                Arguments.of("a window beyond all windows", bytes(SETTINGS, 0, 0, setting(4, -1))),
                Arguments.of("a frame larger than allowed", bytes(DATA, 0, 1, new byte[20_000])),
                Arguments.of("a ping cut off", bytes(PING, 0, 0, new byte[7])),
                Arguments.of(
                        "padding longer than the frame", bytes(HEADERS, whole | PADDED, 1, new byte[] {(byte) 255})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void framesThatCannotStandThereEndTheConnection(String what, byte[] frames) throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.raw(frames).await(word -> word.matches("GOAWAY .*|RST .*"));
        }
        assertThat(served("/odd")).isZero();
    }

    @Test
    void aStreamIsUsedOnce() throws Exception {
        try (RawHttp2 agent = agent()) {
            agent.get(5, "/first").await("DATA 5 END");
            agent.get(5, "/again").await(word -> word.matches("GOAWAY .*|RST 5 .*"));
        }
        try (RawHttp2 agent = agent()) {
            agent.get(5, "/first").await("DATA 5 END");
            agent.get(3, "/again").await(word -> word.matches("GOAWAY .*|RST 3 .*"));
        }
        assertThat(served("/again")).isZero();
    }

    @Test
    void whatIsNotHttp2IsHungUpOn() throws Exception {
        for (String preface : List.of("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "GET / HTTP/1.1\r\nHost: crm.test\r\n\r\n")) {
            try (RawHttp2 agent = new RawHttp2(stage.port(), TLS.client(TLS))) {
                agent.raw(preface.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .await(CLOSED);
            }
        }
    }

    @Test
    void whoSaysNothingIsHungUpOn() throws Exception {
        long began = System.nanoTime();
        try (RawHttp2 silent = new RawHttp2(stage.port(), TLS.client(TLS));
                RawHttp2 polite = agent()) {
            polite.await(CLOSED);
            silent.await(CLOSED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(Stage.TIMES.idleConnection().multipliedBy(4));
    }

    /// An agent that allows the gateway a table of heads without end would have it remember each one.
    @Test
    void theTableOfHeadsStaysSmallHoweverLargeTheAgentAllowsIt() throws Exception {
        try (RawHttp2 agent = agent(setting(1, Integer.MAX_VALUE))) {
            String head = agent.get(1, "/table").await("HEADERS 1");
            long size = head.contains(" TABLE ") ? Long.parseLong(head.substring(head.lastIndexOf(' ') + 1)) : 4096;
            assertThat(size).isLessThanOrEqualTo(4096);
        }
    }
}
