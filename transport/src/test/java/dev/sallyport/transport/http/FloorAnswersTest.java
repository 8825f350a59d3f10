package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome.Ending;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes back over HTTP/1.1: whole answers and broken ones, slow targets, agents that do not read or leave.
@Timeout(60)
class FloorAnswersTest {

    private final FloorStand floor = new FloorStand();

    @AfterEach
    void close() throws IOException {
        floor.close();
    }

    @Test
    void anAnswerBeyondItsLimitIsBrokenOff() throws IOException {
        floor.targetIs((_, socket) -> RawServer.write(socket, RawServer.ok("####")));
        assertThat(floor.stage().raw(Stage.get("/count/limit!4"))).endsWith("####");
        String answer = floor.stage().raw(Stage.get("/count/limit!3"));
        assertThat(answer).endsWith("<closed>");
        floor.accounted(Ending.SUCCEEDED, Ending.CUT);
    }

    @Test
    void proposalsInTheMiddleOfAnAnswerHoldItBack() throws IOException {
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
            for (String piece : List.of("ab?", "cd!")) {
                RawServer.write(socket, piece);
                Thread.sleep(80); // the verdict takes longer
            }
        });
        String answer = floor.stage().raw(Stage.get("/ask!"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 2);
        assertThat(body.replaceAll("\r\n[0-9a-f]+\r\n|\r\n", "")).isEqualTo("ab+cd-");
        assertThat(floor.stage().gate.actions()).hasSize(3);
        floor.accounted(Ending.SUCCEEDED, Ending.SUCCEEDED);
    }

    @Test
    void aSessionThatEndsCutsItsAnswersInTheProtocolsOwnWay() throws Exception {
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            Thread.sleep(20_000);
        });
        try (Socket asking = floor.stage().dial();
                Socket plain = floor.stage().dial()) {
            RawServer.write(asking, Stage.get("/ask!"));
            RawServer.write(plain, Stage.get("/plain"));
            assertThat(Stage.rest(asking, 500)).contains("1\r\nx\r\n");
            assertThat(Stage.rest(plain, 500)).contains("1\r\nx\r\n");
            floor.stage().gate.endAll("revoked");
            assertThat(Stage.rest(asking, 1000)).startsWith("5\r\n[cut]\r\n0\r\n\r\n");
            assertThat(Stage.rest(plain, 1000)).isEqualTo("<closed>");
        }
        floor.accounted(Ending.CUT, Ending.CUT);
        floor.stage()
                .gate
                .await("the session is given back", () -> floor.stage().gate.closed() == 1);
    }

    @Test
    void anAgentThatLeavesAbandonsItsAnswer() throws Exception {
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
            Thread.sleep(20_000);
        });
        try (Socket socket = floor.stage().dial()) {
            socket.setSoLinger(true, 0);
            RawServer.write(socket, Stage.get("/x"));
            assertThat(Stage.rest(socket, 500)).endsWith("x");
        }
        floor.accounted(Ending.ABANDONED);
    }

    @Test
    void aTargetThatFailsIsTold() throws IOException {
        floor.targetIs((_, socket) -> socket.close());
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 502")
                .contains("UNREACHABLE target");
        floor.accounted(Ending.FAILED);
        floor.target().close();
        assertThat(floor.stage().raw(Stage.get("/y"))).startsWith("HTTP/1.1 502");
    }

    @Test
    void anAnswerThatIsNotWholeDoesNotLookWhole() throws IOException {
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
            socket.close();
        });
        assertThat(floor.stage().raw(Stage.get("/x")))
                .contains("2\r\nab\r\n")
                .doesNotContain("0\r\n\r\n")
                .endsWith("<closed>");
        floor.accounted(Ending.FAILED);
    }

    @Test
    void aConnectionToTheTargetIsUsedAgainAndAStaleOneDoesNotFailAGet() throws IOException {
        floor.stage().raw(Stage.get("/1") + Stage.get("/2") + Stage.get("/3"));
        assertThat(floor.target().connections()).isEqualTo(1);
        floor.target().hangUpAll();
        assertThat(floor.stage().raw(Stage.get("/4"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void theInjectedSecretDoesNotComeBack() throws IOException {
        floor.targetIs((request, socket) -> {
            String half = PlainTarget.SECRET.substring(0, 7);
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-Echo: " + PlainTarget.SECRET + "\r\nContent-Length: 44\r\n\r\n<" + half);
            Thread.sleep(100);
            RawServer.write(socket, PlainTarget.SECRET.substring(7) + ">" + "<" + PlainTarget.SECRET + ">");
        });
        String answer = floor.stage().raw(Stage.get("/x"));
        assertThat(answer)
                .endsWith("<" + "*".repeat(20) + "><" + "*".repeat(20) + ">")
                .contains("x-echo: ****");
        assertThat(answer).doesNotContain(PlainTarget.SECRET);
    }

    @Test
    void headAndEmptyAnswersHaveNoBody() throws IOException {
        floor.targetIs((request, socket) -> RawServer.write(
                socket,
                request.startsWith("HEAD")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                        : request.contains("/304")
                                ? "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
                                : "HTTP/1.1 204 No Content\r\n\r\n"));
        String head = Stage.get("/h").replace("GET", "HEAD");
        String answers = floor.stage().raw(head + Stage.get("/304") + Stage.get("/204"));
        assertThat(answers)
                .matches("(?s)HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHTTP/1.1 304 [^\r]*\r\netag: x\r\n\r\n"
                        + "HTTP/1.1 204 [^\r]*\r\n\r\n");
    }

    @Test
    void trailersPassAndInterimAnswersDoNot() throws IOException {
        floor.targetIs((request, socket) -> RawServer.write(
                socket,
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nab\r\n0\r\nGrpc-Status: 0\r\n\r\n"));
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 200")
                .endsWith("0\r\ngrpc-status: 0\r\n\r\n");
    }

    @Test
    void anAgentOfHttp10IsAnswered() throws IOException {
        floor.targetIs((request, socket) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"));
        String answer = floor.stage().raw("GET /x HTTP/1.0\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("chunked").endsWith("\r\n\r\nab<closed>");
    }

    @Test
    void anAgentThatHasSaidEverythingIsStillAnswered() throws IOException {
        try (Socket socket = floor.stage().dial()) {
            RawServer.write(socket, Stage.get("/slow!"));
            socket.shutdownOutput();
            assertThat(Stage.rest(socket, 2000)).startsWith("HTTP/1.1 200").endsWith("hello<closed>");
        }
    }

    @Test
    void aBugOfAConnectorsEndsOneRequestAndSendsNothing() throws IOException {
        assertThat(floor.stage().raw(Stage.get("/bug!"))).startsWith("HTTP/1.1 500");
        assertThat(floor.target().requests()).isEmpty();
        assertThat(List.of(floor.stage().raw(Stage.get("/x"))))
                .first()
                .asString()
                .startsWith("HTTP/1.1 200");
    }

    private static UpstreamSettings impatient(UpstreamSettings from) {
        java.time.Duration soon = java.time.Duration.ofMillis(700);
        return new UpstreamSettings(from.authority(), null, false, from.names(), 2, 1, soon, soon, soon, soon);
    }

    @Test
    void aTargetThatTakesTooLongIsGivenUp() throws IOException {
        floor.targetIs((_, _) -> Thread.sleep(20_000), FloorAnswersTest::impatient);
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 504")
                .contains("TOO_SLOW");
        floor.accounted(Ending.FAILED);
        floor.targetIs(
                (_, socket) -> {
                    RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
                    Thread.sleep(20_000);
                },
                FloorAnswersTest::impatient);
        try (Socket socket = floor.stage().dial()) {
            RawServer.write(socket, Stage.get("/x"));
            assertThat(Stage.rest(socket, 5000)).endsWith("x<closed>");
        }
        floor.accounted(Ending.FAILED);
    }

    @Test
    void requestsThatFindNoConnectionWaitAndThoseBeyondAreRefused() throws Exception {
        floor.targetIs((_, _) -> Thread.sleep(20_000), FloorAnswersTest::impatient);
        java.util.List<String> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        java.util.List<Thread> agents = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            agents.add(Thread.ofVirtual().start(() -> {
                try {
                    answers.add(floor.stage().raw(Stage.get("/x")));
                } catch (IOException e) {
                    answers.add(e.toString());
                }
            }));
        }
        for (Thread agent : agents) agent.join();
        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 50")).anyMatch(a -> a.contains("BUSY"));
        floor.stage().gate.await("outcomes", () -> floor.stage().gate.outcomes().size() == 8);
    }

    /// SSRF: what the look-up refuses is not dialled.
    @Test
    void anAddressThatIsRefusedIsNotDialled() throws IOException {
        floor.targetIs(
                (_, socket) -> RawServer.write(socket, RawServer.ok("hello")),
                usual -> UpstreamSettings.of(usual.authority(), null, host -> {
                    throw new IOException("the host leads to a private address");
                }));
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 502")
                .doesNotContain("private");
        assertThat(floor.target().connections()).isZero();
        floor.accounted(Ending.FAILED);
    }

    /// Neither side is read faster than the other reads.
    @Test
    void anAgentThatDoesNotReadIsNotBufferedFor() throws Exception {
        int piece = 64 << 10;
        long all = 200L * 1024 * piece / 1024;
        java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + all * 8 + "\r\n\r\n");
            byte[] some = new byte[piece];
            for (long i = 0; i < all * 8; i += piece) {
                socket.getOutputStream().write(some);
                sent.addAndGet(piece);
            }
        });
        try (Socket socket = floor.stage().dial()) {
            RawServer.write(socket, Stage.get("/x"));
            floor.stage().gate.await("the target sends", () -> sent.get() > 0);
            long early = -1;
            while (early != sent.get()) { // until the target cannot send any more
                early = sent.get();
                Thread.sleep(400);
            }
            assertThat(early).isLessThan(all * 4);
            long got = 0;
            byte[] some = new byte[1 << 16];
            for (int length = socket.getInputStream().read(some);
                    length >= 0;
                    length = socket.getInputStream().read(some)) {
                got += length;
                if (got >= all * 8) break;
            }
            assertThat(got).isGreaterThanOrEqualTo(all * 8);
        }
        floor.accounted(Ending.SUCCEEDED);
    }

    @Test
    void anAgentThatNeverReadsIsHungUpOn() throws Exception {
        floor.targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
            while (true) RawServer.write(socket, chunk);
        });
        try (Socket socket = floor.stage().dial()) {
            RawServer.write(socket, Stage.get("/x"));
            floor.accounted(Ending.ABANDONED);
        }
    }

    @Test
    void aCompressedAnswerIsReadAndABombIsNot() throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream zip = new java.util.zip.GZIPOutputStream(bytes)) {
            zip.write(("<" + PlainTarget.SECRET + ">").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        java.io.ByteArrayOutputStream bomb = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream zip = new java.util.zip.GZIPOutputStream(bomb)) {
            for (int i = 0; i < 500; i++) zip.write(new byte[100_000]);
        }
        floor.targetIs((request, socket) -> {
            byte[] body = (request.contains("/bomb") ? bomb : bytes).toByteArray();
            RawServer.write(
                    socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            for (byte one : request.contains("/bomb") ? new byte[0] : body) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            if (request.contains("/bomb")) socket.getOutputStream().write(body);
        });
        assertThat(floor.stage().raw(Stage.get("/x")))
                .doesNotContain("gzip")
                .doesNotContain(PlainTarget.SECRET)
                .contains("*".repeat(19));
        String bombed = floor.stage().raw(Stage.get("/bomb"));
        assertThat(bombed.length()).isLessThan(20_000_000);
        assertThat(bombed)
                .satisfiesAnyOf(
                        refused ->
                                assertThat(refused).startsWith("HTTP/1.1 502").contains("is a bomb"),
                        cut -> assertThat(cut).endsWith(">").doesNotContain("\r\n0\r\n\r\n"));
        floor.accounted(Ending.SUCCEEDED, Ending.FAILED);
    }

    /// A second member is not read; as long as nothing was passed on, the agent hears why.
    @Test
    void aPackedAnswerThatCannotBeReadIsRefusedAndNotBrokenOff() throws Exception {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        for (String member : new String[] {"one", "two"})
            try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
                gzip.write(member.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        floor.targetIs((request, socket) -> {
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            socket.getOutputStream().write(packed.toByteArray());
        });
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 502")
                .contains("goes on after its end")
                .doesNotContain("one");
        floor.accounted(Ending.FAILED);
    }

    /// It was asked for `identity`; what cannot be read is not passed on (and the secret may stand in it).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Encoding: br              | : `br`",
                "Content-Encoding: ZSTD            | : `zstd`",
                "Content-Encoding: gzip, br        | be read",
                "Content-Encoding: br;Content-Encoding: gzip | : `several`",
                "Content-Encoding: gzip;Content-Encoding: identity | : `several`",
            })
    void anAnswerInAnotherCodingIsRefusedBeforeAnyOfItIsPassedOn(String lines, String named) throws Exception {
        floor.targetIs((request, socket) -> RawServer.write(
                socket,
                "HTTP/1.1 200 OK\r\n" + lines.replace(";", "\r\n") + "\r\nContent-Length: 5\r\n\r\n"
                        + (request.startsWith("HEAD") ? "" : "\u008b\2\u0080hi")));
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 502")
                .contains("x-why: the target packed its answer although asked not to", named)
                .doesNotContain("hi");
        assertThat(floor.target().requests().getFirst().toLowerCase(java.util.Locale.ROOT))
                .contains("accept-encoding: identity");
        assertThat(floor.stage().raw(Stage.get("/x").replace("GET", "HEAD")))
                .startsWith("HTTP/1.1 200 OK")
                .doesNotContainIgnoringCase("content-encoding");
        floor.accounted(Ending.FAILED, Ending.SUCCEEDED);
    }

    /// Nothing that has ended uses its echoes any more, or they would not be wiped.
    @Test
    void aDestroyedCredentialIsWipedAndShownToNobody() throws Exception {
        assertThat(floor.stage().raw(Stage.get("/x"))).endsWith("hello");
        assertThat(floor.stage().raw(Stage.get("/deny!"))).startsWith("HTTP/1.1 403");
        floor.stage().target.echoes.close();
        floor.stage()
                .gate
                .await(
                        "its end",
                        () -> floor.stage().target.echoes.texts().getFirst().first() == 0);
        floor.targetIs((_, socket) -> socket.close());
        assertThat(floor.stage().raw(Stage.get("/x"))).startsWith("HTTP/1.1 502");
        floor.stage().target.echoes.close();
        floor.stage()
                .gate
                .await(
                        "its end",
                        () -> floor.stage().target.echoes.texts().getFirst().first() == 0);
        assertThat(floor.stage().raw(Stage.get("/x"))).startsWith("HTTP/1.1 500");
        assertThat(floor.target().requests()).hasSize(1);
    }

    @Test
    void aCodingThatChangesNothingPasses() throws Exception {
        floor.targetIs((_, socket) -> RawServer.write(
                socket, "HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 5\r\n\r\nhello"));
        assertThat(floor.stage().raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("hello");
        floor.accounted(Ending.SUCCEEDED);
    }
}
