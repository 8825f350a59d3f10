package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever two readers could read differently (RFC 9112 section 11.2) reaches no target, or reaches it in
/// one reading only: the target sees exactly the requests that were proposed.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class SmugglingTest {

    private static final String HEAD = " HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
    private static final String INSIDE = "GET /smuggled HTTP/1.1\r\nHost: crm.test\r\n\r\n";

    private static RawServer target;
    private static Stage stage;

    @BeforeAll
    static void start() throws IOException {
        target = RawServer.saying(RawServer.ok("hello"));
        stage = new Stage(target.port());
    }

    @AfterAll
    static void stop() throws IOException {
        stage.close();
        target.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("CL.TE", "POST /x" + HEAD + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused("TE.CL", "POST /x" + HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
                refused("TE.TE", te("chunked\r\nTransfer-Encoding: identity")),
                refused("TE.TE, twice", te("chunked\r\nTransfer-Encoding: chunked")),
                refused("a coding before", te("gzip, chunked")),
                refused("a coding behind", te("chunked, identity")),
                refused("nearly chunked", te("xchunked")),
                refused("chunked with something", te("chunked;q=1")),
                refused("vertical tab", te("\u000bchunked")),
                refused("blank before the colon", "POST /x" + HEAD + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                refused("tab before the colon", "POST /x" + HEAD + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"),
                refused("chunks in HTTP/1.0", te("chunked").replace("HTTP/1.1", "HTTP/1.0")),
                refused("two lengths", "POST /x" + HEAD + "Content-Length: 0\r\nContent-Length: 4\r\n\r\nabcd"),
                refused(
                        "the same length twice",
                        "POST /x" + HEAD + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"),
                refused("a list of lengths", "POST /x" + HEAD + "Content-Length: 4, 4\r\n\r\nabcd"),
                refused("a signed length", "POST /x" + HEAD + "Content-Length: +4\r\n\r\nabcd"),
                refused("a negative length", "POST /x" + HEAD + "Content-Length: -4\r\n\r\nabcd"),
                refused("a hexadecimal length", "POST /x" + HEAD + "Content-Length: 0x4\r\n\r\nabcd"),
                refused("a huge length", "POST /x" + HEAD + "Content-Length: 99999999999999999999\r\n\r\n"),
                refused("an empty length", "POST /x" + HEAD + "Content-Length: \r\n\r\n"),
                refused("a bare LF", "GET /x" + HEAD.replace("\r\n", "\n") + "\n"),
                refused("one bare LF", "GET /x HTTP/1.1\r\nHost: crm.test\nX: y\r\nAuthorization: Bearer good\r\n\r\n"),
                refused(
                        "a bare CR",
                        "GET /x HTTP/1.1\r\nHost: crm.test\r\nX: a\rY: b\r\nAuthorization: Bearer good\r\n\r\n"),
                refused("NUL in a value", "GET /x" + HEAD + "X: a\u0000b\r\n\r\n"),
                refused("NUL in a name", "GET /x" + HEAD + "X\u0000: b\r\n\r\n"),
                refused("NUL in the path", "GET /x\u0000" + HEAD + "\r\n"),
                refused("two hosts", "GET /x" + HEAD + "Host: other\r\n\r\n"),
                refused("no host", "GET /x HTTP/1.1\r\nAuthorization: Bearer good\r\n\r\n"),
                refused(
                        "a host with a path",
                        "GET /x HTTP/1.1\r\nHost: crm.test/x\r\nAuthorization: Bearer good\r\n\r\n"),
                refused(
                        "a host with a user",
                        "GET /x HTTP/1.1\r\nHost: a@crm.test\r\nAuthorization: Bearer good\r\n\r\n"),
                refused("another host in the address", "GET http://crm.internal/x" + HEAD + "\r\n"),
                refused("no name", "GET /x" + HEAD + ": y\r\n\r\n"),
                refused("a name with a bracket", "GET /x" + HEAD + "X(: y\r\n\r\n"),
                refused("a fragment", "GET /x#y" + HEAD + "\r\n"),
                refused("a path that is none", "GET x" + HEAD + "\r\n"),
                refused("a blank in the path", "GET /x y" + HEAD + "\r\n"),
                refused("another version", "GET /x HTTP/1.2\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n\r\n"),
                refused("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused("a method that is none", "GE(T /x" + HEAD + "\r\n"),
                refused("an odd expectation", "POST /x" + HEAD + "Expect: x\r\nContent-Length: 1\r\n\r\na"),
                refused("no chunk size", te("chunked").replace("0\r\n\r\n", "\r\n\r\n")),
                refused("a chunk size that is none", te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\nzz\r\n")),
                refused("a negative chunk", te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\n-1\r\n")),
                refused("a huge chunk", te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\nfffffffffffffffff\r\n")),
                refused("a chunk size in 0x", te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\n0x1\r\na\r\n0\r\n")),
                refused(
                        "a chunk that ends elsewhere",
                        te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\n1\r\nabc\r\n0\r\n")),
                refused("a chunk with a bare LF", te("chunked").replace("\r\n\r\n0\r\n", "\r\n\r\n1\na\r\n0\r\n")));
    }

    private static Arguments refused(String what, String bytes) {
        return Arguments.of(what, bytes + INSIDE);
    }

    private static String te(String coding) {
        return "POST /whole" + HEAD + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAndNothingBehindItIsRead(String what, String bytes) throws IOException {
        int before = target.requests().size();
        int proposed = stage.gate.actions().size();
        String answer = stage.rawToTheEnd(bytes);
        assertThat(answer).matches("(?s)(HTTP/1.1 (4|5)\\d\\d .*)?(<closed>|<reset>)");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(stage.gate.actions()).hasSize(proposed);
        assertThat(target.requests()).hasSize(before);
    }

    /// RFC 9112 section 5.2: what is folded is unfolded; the target reads one line.
    @Test
    void aFoldedFieldReachesTheTargetInOneLine() throws IOException {
        assertThat(stage.raw("GET /folded" + HEAD + "X-Folded: a\r\n b\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        String request = last();
        assertThat(request).startsWith("GET /folded").contains("x-folded: a b\r\n");
    }

    @Test
    void fieldsOfTheConnectionStayThere() throws IOException {
        String answer = stage.raw(
                "GET /hop" + HEAD + "Connection: keep-alive, X-Named, authorization\r\nX-Named: 1\r\nKeep-Alive: 9\r\n"
                        + "TE: trailers\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nProxy-Connection: x\r\n"
                        + "Trailer: y\r\nX-Kept: 1\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(last())
                .startsWith("GET /hop")
                .contains("x-kept: 1")
                .doesNotContainIgnoringCase("x-named")
                .doesNotContainIgnoringCase("keep-alive")
                .doesNotContainIgnoringCase("te:")
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContainIgnoringCase("http2")
                .doesNotContainIgnoringCase("proxy")
                .doesNotContainIgnoringCase("trailer");
    }

    /// A target that changed to HTTP/2 would be spoken to by the agent itself, unjudged.
    @Test
    void noOtherProtocolIsAskedForThanWebSocket() throws IOException {
        stage.raw("GET /h2c" + HEAD + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
        assertThat(last())
                .startsWith("GET /h2c")
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContain("h2c\r\n");
        stage.raw("GET /both" + HEAD + "Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n\r\n");
        assertThat(last()).startsWith("GET /both").doesNotContainIgnoringCase("upgrade");
    }

    /// What was chunked on one side is judged and sent with its true length; what comes behind is a
    /// request of its own.
    @Test
    void eachRequestBehindAnotherIsJudgedByItself() throws IOException {
        int proposed = stage.gate.actions().size();
        stage.raw("POST /whole" + HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /deny!" + HEAD + "\r\n");
        assertThat(stage.gate.actions().subList(proposed, proposed + 2))
                .extracting(action -> action.statement().split(" ")[1])
                .containsExactly("/whole", "/deny!");
        assertThat(target.requests()).noneMatch(request -> request.contains("/deny!"));
    }

    private static String last() {
        List<String> requests = target.requests();
        return requests.getLast();
    }

    static Stream<Arguments> brokenAnswers() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of("CL and TE", ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nhello"),
                Arguments.of("two lengths", ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
                Arguments.of("an odd coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("NUL in a field", ok + "X: a\u0000\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("a bare CR", ok + "X: a\rSet-Cookie: x\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("no HTTP", "SSH-2.0-OpenSSH\r\n\r\n"),
                Arguments.of(
                        "an unasked change of protocol", "HTTP/1.1 101 X\r\nUpgrade: y\r\nConnection: upgrade\r\n\r\n"),
                Arguments.of("a giant head", ok + "X: " + "a".repeat(100_000) + "\r\n\r\n"),
                Arguments.of("interim answers for ever", "HTTP/1.1 102 Processing\r\n\r\n".repeat(40)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void anAnswerThatCanBeReadInTwoWaysIsNotPassedOn(String what, String bytes) throws IOException {
        try (RawServer server = RawServer.saying(bytes);
                Stage own = new Stage(server.port())) {
            assertThat(own.raw(Stage.get("/x"))).startsWith("HTTP/1.1 502");
            own.gate.await("the outcome", () -> own.gate.outcomes().size() == 1);
            assertThat(own.gate.faults()).isEmpty();
        }
    }

    /// A target that answers before it is asked, or more than once, poisons no other request.
    @Test
    void anAnswerTooManyReachesNobody() throws IOException {
        try (RawServer server = RawServer.saying(RawServer.ok("hello") + RawServer.ok("poison"));
                Stage own = new Stage(server.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(own.raw(Stage.get("/" + i))).doesNotContain("poison");
            }
            try (Socket socket = own.dial()) {
                RawServer.write(socket, Stage.get("/a") + Stage.get("/b") + Stage.get("/c"));
                assertThat(Stage.rest(socket, 500)).doesNotContain("poison");
            }
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        assertThat(stage.raw("GET /" + "a".repeat(3000) + HEAD + "\r\n")).startsWith("HTTP/1.1 414");
        assertThat(stage.raw("GET /x" + HEAD + "X: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(stage.raw("GET /x" + HEAD + ("X: " + "a".repeat(90) + "\r\n").repeat(100) + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void whoSendsDropByDropIsHungUpOn() throws Exception {
        try (Socket socket = stage.dial()) {
            long start = System.nanoTime();
            String head = "GET /x" + HEAD + "X: ";
            RawServer.write(socket, head);
            try {
                for (int i = 0; i < 60; i++) {
                    RawServer.write(socket, "a");
                    Thread.sleep(100);
                }
            } catch (IOException gone) {
                // as it should be
            }
            assertThat(Stage.rest(socket, 200)).endsWith(">");
            assertThat(System.nanoTime() - start).isBetween(1_500_000_000L, 7_000_000_000L);
        }
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, "POST /whole" + HEAD + "Content-Length: 10\r\n\r\na");
            assertThat(Stage.rest(socket, 4000)).startsWith("HTTP/1.1 408").endsWith("<closed>");
        }
    }
}
