package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.identity.RefusalReason;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One request after the other over HTTP/1.1: what reaches the target, what reaches the agent, what is
/// accounted for.
@Timeout(60)
class FloorTest {

    private RawServer target = serving();
    private Stage stage = staged();

    private static RawServer serving() {
        try {
            return RawServer.saying(RawServer.ok("hello"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stage staged() {
        try {
            return new Stage(target.port());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void targetIs(RawServer.Reply reply) throws IOException {
        close();
        target = new RawServer(reply);
        stage = staged();
    }

    @AfterEach
    void close() throws IOException {
        assertThat(stage.gate.faults()).isEmpty();
        stage.close();
        target.close();
    }

    private void accounted(Ending... endings) {
        stage.gate.await("the outcome", () -> stage.gate.outcomes().size() == endings.length);
        assertThat(stage.gate.outcomes()).extracting(Outcome::ending).containsExactly(endings);
        assertThat(stage.gate.outstanding()).isZero();
    }

    @Test
    void aPermittedRequestPassesAndItsProofDoesNot() throws IOException {
        String answer = stage.raw(Stage.get("/customers?id=7", "Sallyport-Purpose: p", "X-Mine: 1", "Via: 1.1 me"));
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
        assertThat(target.requests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("GET /customers?id=7 HTTP/1.1\r\n")
                        .containsIgnoringCase("host: localhost:" + target.port())
                        .contains("x-mine: 1", "x-injected: " + PlainTarget.SECRET)
                        .doesNotContainIgnoringCase("authorization")
                        .doesNotContainIgnoringCase("sallyport")
                        .doesNotContainIgnoringCase("via:")
                        .doesNotContain("good"));
        accounted(Ending.SUCCEEDED);
        assertThat(stage.gate.outcomes().getFirst().bytes()).isEqualTo(5);
        assertThat(stage.gate.approaches().getFirst().purpose().name()).isEqualTo("p");
    }

    @Test
    void aDeniedRequestNeverReachesTheTargetAndTheConnectionLivesOn() throws IOException {
        String answers = stage.raw(Stage.get("/deny!") + Stage.get("/fine"));
        assertThat(answers).contains("403 Forbidden", "DENIED script.deny q-1", "200 OK");
        assertThat(target.requests()).singleElement().asString().startsWith("GET /fine");
        accounted(Ending.SUCCEEDED);
    }

    @Test
    void withoutAProofNobodyIsAdmitted() throws IOException {
        String answer = stage.raw("GET /x HTTP/1.1\r\nHost: crm.test\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401").contains("UNSUPPORTED no proof was shown r-1");
        assertThat(stage.raw("GET /x HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer bad\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("BAD_SIGNATURE");
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void proofsInOtherPlacesCountAndAreTakenOut() throws IOException {
        stage.raw("GET /k HTTP/1.1\r\nHost: crm.test\r\nX-Api-Key: good\r\n\r\n");
        // "p:good"
        stage.raw("GET /b HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Basic cDpnb29k\r\n\r\n");
        assertThat(target.requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request).doesNotContain("good").doesNotContain("cDpnb29k"));
        assertThat(stage.gate.approaches().get(1).purpose().name()).isEqualTo("p");
    }

    @Test
    void twoDifferentProofsAreOneTooMany() throws IOException {
        assertThat(stage.raw(Stage.get("/x", "X-Api-Key: good2"))).startsWith("HTTP/1.1 400");
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void requestsOfOneProofShareASessionAndThoseOfAnotherPurposeDoNot() throws IOException {
        stage.raw(Stage.get("/1"));
        stage.raw(Stage.get("/2") + Stage.get("/3"));
        assertThat(stage.gate.approaches()).hasSize(1);
        stage.raw(Stage.get("/4", "Sallyport-Purpose: other"));
        assertThat(stage.gate.approaches()).hasSize(2);
    }

    @Test
    void aTargetIsReachedByPathAndInForwardMode() throws IOException {
        assertThat(stage.raw("GET /crm/a/b?c HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer good\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(stage.raw(
                        "GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal\r\nAuthorization: Bearer mine\r\n"
                                + "Proxy-Authorization: Basic cDpnb29k\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(target.requests().get(0)).startsWith("GET /a/b?c HTTP/1.1\r\n");
        assertThat(target.requests().get(1))
                .startsWith("GET /f HTTP/1.1\r\n")
                .contains("authorization: Bearer mine")
                .doesNotContain("cDpnb29k");
        assertThat(stage.gate.approaches())
                .extracting(dev.sallyport.api.connector.Approach::proxied)
                .containsExactly(false, true);
    }

    /// A proof that opens a session in forward mode may open none in reverse mode (R17): each is asked about.
    @Test
    void whatCameThroughTheProxyIsNoWayIn() throws IOException {
        String proof = "\r\nProxy-Authorization: Bearer good\r\n\r\n";
        stage.raw("GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal" + proof);
        stage.raw(Stage.get("/f"));
        stage.raw("GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal" + proof);
        assertThat(stage.gate.approaches())
                .extracting(dev.sallyport.api.connector.Approach::proxied)
                .containsExactly(true, false);
    }

    @Test
    void whatIsNotConfiguredIsNotReached() throws IOException {
        assertThat(stage.raw("GET /x HTTP/1.1\r\nHost: other\r\n\r\n")).startsWith("HTTP/1.1 404");
    }

    /// Through the gateway as a proxy: which address, what to do, and under which id it stands in the trail.
    @ParameterizedTest
    @CsvSource({
        "CONNECT evil.test:443 HTTP/1.1, https://evil.test, evil.test:443",
        "CONNECT evil.test:8443 HTTP/1.1, https://evil.test:8443, evil.test:8443",
        "CONNECT [2001:db8::1]:443 HTTP/1.1, https://[2001:db8::1], [2001:db8::1]:443",
        "GET http://evil.test/ HTTP/1.1, http://evil.test, evil.test:80"
    })
    void anAddressThatNoTargetHasIsSaid(String request, String address, String target) throws IOException {
        String answer = stage.raw(request + "\r\nHost: " + target + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains(
                        "content-type: application/problem+json", "proxy-status: sallyport; error=http_request_denied")
                .contains("no target has the address `" + address + "`", "{ address: " + address + ", forward: true }");
        assertThat(answer.split("; request r-[0-9]+\"", -1)).as("in the field").hasSize(2);
        assertThat(answer.split("\"requestId\":\"r-[0-9]+\"", -1))
                .as("in the document")
                .hasSize(2);
        assertThat(stage.gate.rejections())
                .last()
                .satisfies(rejection -> assertThat(rejection.target()).isEqualTo(target))
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(RefusalReason.UNKNOWN_TARGET));
    }

    @Test
    void theGatewaysOwnServiceAnswers() throws IOException {
        assertThat(stage.raw("POST /v1/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n\r\nhi"))
                .startsWith("HTTP/1.1 200")
                .contains("cache-control: no-store")
                .endsWith("POST /v1/x hi");
        assertThat(stage.raw("POST /v1/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 5000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyIsJudgedWholeOrCarried() throws IOException {
        String head = " HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        stage.raw("POST /whole" + head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
        stage.raw("PUT /carried" + head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        stage.raw("PUT /known" + head + "Content-Length: 3\r\n\r\nabc");
        assertThat(stage.gate.actions().getFirst().statement()).isEqualTo("POST /whole abcde");
        assertThat(target.requests().get(0)).contains("content-length: 5").endsWith("\r\n\r\nabcde");
        assertThat(target.requests().get(1))
                .contains("transfer-encoding: chunked")
                .endsWith("3\r\nabc\r\n0\r\n\r\n");
        assertThat(target.requests().get(2)).contains("content-length: 3").endsWith("\r\n\r\nabc");
        accounted(Ending.SUCCEEDED, Ending.SUCCEEDED, Ending.SUCCEEDED);
    }

    /// Its end comes while the session is still being opened.
    @Test
    void anEmptyBodyInChunksIsWhole() throws IOException {
        String head = "POST /whole HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        assertThat(stage.raw(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyThatIsTooLongToBeJudgedIsRefused() throws IOException {
        String head = "POST /whole HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        assertThat(stage.raw(head + "Content-Length: 1025\r\n\r\n")).startsWith("HTTP/1.1 413");
        String chunk = "400\r\n" + "x".repeat(1024) + "\r\n1\r\nx\r\n0\r\n\r\n";
        assertThat(stage.raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 413");
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void whoeverExpectsToContinueIsToldTo() throws IOException {
        try (Socket socket = stage.dial()) {
            RawServer.write(
                    socket,
                    "POST /whole HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\nContent-Length: 2\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            assertThat(Stage.rest(socket, 500)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            RawServer.write(socket, "ok");
            assertThat(Stage.rest(socket, 500)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aHeldRequestWaitsAndOneWhoseAgentLeavesIsWithdrawn() throws IOException {
        assertThat(stage.raw(Stage.get("/hold!"))).startsWith("HTTP/1.1 200");
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/forever!"));
            stage.gate.await("the proposal", () -> stage.gate.actions().size() == 2);
        }
        stage.gate.await("the withdrawal", () -> stage.gate.withdrawn() == 1);
        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void aContainedSessionIsRefused() throws IOException {
        assertThat(stage.raw(Stage.get("/contain!"))).startsWith("HTTP/1.1 403").contains("ENDED");
    }

    @Test
    void anAnswerBeyondItsLimitIsBrokenOff() throws IOException {
        targetIs((_, socket) -> RawServer.write(socket, RawServer.ok("####")));
        assertThat(stage.raw(Stage.get("/count/limit!4"))).endsWith("####");
        String answer = stage.raw(Stage.get("/count/limit!3"));
        assertThat(answer).endsWith("<closed>");
        accounted(Ending.SUCCEEDED, Ending.CUT);
    }

    @Test
    void proposalsInTheMiddleOfAnAnswerHoldItBack() throws IOException {
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
            for (String piece : List.of("ab?", "cd!")) {
                RawServer.write(socket, piece);
                Thread.sleep(80); // the verdict takes longer
            }
        });
        String answer = stage.raw(Stage.get("/ask!"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 2);
        assertThat(body.replaceAll("\r\n[0-9a-f]+\r\n|\r\n", "")).isEqualTo("ab+cd-");
        assertThat(stage.gate.actions()).hasSize(3);
        accounted(Ending.SUCCEEDED, Ending.SUCCEEDED);
    }

    @Test
    void aSessionThatEndsCutsItsAnswersInTheProtocolsOwnWay() throws Exception {
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            Thread.sleep(20_000);
        });
        try (Socket asking = stage.dial();
                Socket plain = stage.dial()) {
            RawServer.write(asking, Stage.get("/ask!"));
            RawServer.write(plain, Stage.get("/plain"));
            assertThat(Stage.rest(asking, 500)).contains("1\r\nx\r\n");
            assertThat(Stage.rest(plain, 500)).contains("1\r\nx\r\n");
            stage.gate.endAll("revoked");
            assertThat(Stage.rest(asking, 1000)).startsWith("5\r\n[cut]\r\n0\r\n\r\n");
            assertThat(Stage.rest(plain, 1000)).isEqualTo("<closed>");
        }
        accounted(Ending.CUT, Ending.CUT);
        stage.gate.await("the session is given back", () -> stage.gate.closed() == 1);
    }

    @Test
    void anAgentThatLeavesAbandonsItsAnswer() throws Exception {
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
            Thread.sleep(20_000);
        });
        try (Socket socket = stage.dial()) {
            socket.setSoLinger(true, 0);
            RawServer.write(socket, Stage.get("/x"));
            assertThat(Stage.rest(socket, 500)).endsWith("x");
        }
        accounted(Ending.ABANDONED);
    }

    @Test
    void aTargetThatFailsIsTold() throws IOException {
        targetIs((_, socket) -> socket.close());
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 502").contains("UNREACHABLE target");
        accounted(Ending.FAILED);
        target.close();
        assertThat(stage.raw(Stage.get("/y"))).startsWith("HTTP/1.1 502");
    }

    @Test
    void anAnswerThatIsNotWholeDoesNotLookWhole() throws IOException {
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
            socket.close();
        });
        assertThat(stage.raw(Stage.get("/x")))
                .contains("2\r\nab\r\n")
                .doesNotContain("0\r\n\r\n")
                .endsWith("<closed>");
        accounted(Ending.FAILED);
    }

    @Test
    void aConnectionToTheTargetIsUsedAgainAndAStaleOneDoesNotFailAGet() throws IOException {
        stage.raw(Stage.get("/1") + Stage.get("/2") + Stage.get("/3"));
        assertThat(target.connections()).isEqualTo(1);
        target.hangUpAll();
        assertThat(stage.raw(Stage.get("/4"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void theInjectedSecretDoesNotComeBack() throws IOException {
        targetIs((request, socket) -> {
            String half = PlainTarget.SECRET.substring(0, 7);
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-Echo: " + PlainTarget.SECRET + "\r\nContent-Length: 44\r\n\r\n<" + half);
            Thread.sleep(100);
            RawServer.write(socket, PlainTarget.SECRET.substring(7) + ">" + "<" + PlainTarget.SECRET + ">");
        });
        String answer = stage.raw(Stage.get("/x"));
        assertThat(answer)
                .endsWith("<" + "*".repeat(20) + "><" + "*".repeat(20) + ">")
                .contains("x-echo: ****");
        assertThat(answer).doesNotContain(PlainTarget.SECRET);
    }

    @Test
    void headAndEmptyAnswersHaveNoBody() throws IOException {
        targetIs((request, socket) -> RawServer.write(
                socket,
                request.startsWith("HEAD")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                        : request.contains("/304")
                                ? "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
                                : "HTTP/1.1 204 No Content\r\n\r\n"));
        String head = Stage.get("/h").replace("GET", "HEAD");
        String answers = stage.raw(head + Stage.get("/304") + Stage.get("/204"));
        assertThat(answers)
                .matches("(?s)HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHTTP/1.1 304 [^\r]*\r\netag: x\r\n\r\n"
                        + "HTTP/1.1 204 [^\r]*\r\n\r\n");
    }

    @Test
    void trailersPassAndInterimAnswersDoNot() throws IOException {
        targetIs((request, socket) -> RawServer.write(
                socket,
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nab\r\n0\r\nGrpc-Status: 0\r\n\r\n"));
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 200").endsWith("0\r\ngrpc-status: 0\r\n\r\n");
    }

    @Test
    void anAgentOfHttp10IsAnswered() throws IOException {
        targetIs((request, socket) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"));
        String answer = stage.raw("GET /x HTTP/1.0\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("chunked").endsWith("\r\n\r\nab<closed>");
    }

    @Test
    void anAgentThatHasSaidEverythingIsStillAnswered() throws IOException {
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/slow!"));
            socket.shutdownOutput();
            assertThat(Stage.rest(socket, 2000)).startsWith("HTTP/1.1 200").endsWith("hello<closed>");
        }
    }

    @Test
    void aBugOfAConnectorsEndsOneRequestAndSendsNothing() throws IOException {
        assertThat(stage.raw(Stage.get("/bug!"))).startsWith("HTTP/1.1 500");
        assertThat(target.requests()).isEmpty();
        assertThat(List.of(stage.raw(Stage.get("/x")))).first().asString().startsWith("HTTP/1.1 200");
    }

    private void targetIs(RawServer.Reply reply, java.util.function.UnaryOperator<UpstreamSettings> settings)
            throws IOException {
        close();
        target = new RawServer(reply);
        UpstreamSettings usual = UpstreamSettings.of(new Authority("localhost", target.port()), null, Stage::loopback);
        stage = new Stage(settings.apply(usual), null, Stage.LIMITS);
    }

    private static UpstreamSettings impatient(UpstreamSettings from) {
        java.time.Duration soon = java.time.Duration.ofMillis(700);
        return new UpstreamSettings(from.authority(), null, false, from.names(), 2, 1, soon, soon, soon, soon);
    }

    @Test
    void aTargetThatTakesTooLongIsGivenUp() throws IOException {
        targetIs((_, _) -> Thread.sleep(20_000), FloorTest::impatient);
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 504").contains("TOO_SLOW");
        accounted(Ending.FAILED);
        targetIs(
                (_, socket) -> {
                    RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
                    Thread.sleep(20_000);
                },
                FloorTest::impatient);
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/x"));
            assertThat(Stage.rest(socket, 5000)).endsWith("x<closed>");
        }
        accounted(Ending.FAILED);
    }

    @Test
    void requestsThatFindNoConnectionWaitAndThoseBeyondAreRefused() throws Exception {
        targetIs((_, _) -> Thread.sleep(20_000), FloorTest::impatient);
        java.util.List<String> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        java.util.List<Thread> agents = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            agents.add(Thread.ofVirtual().start(() -> {
                try {
                    answers.add(stage.raw(Stage.get("/x")));
                } catch (IOException e) {
                    answers.add(e.toString());
                }
            }));
        }
        for (Thread agent : agents) agent.join();
        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 50")).anyMatch(a -> a.contains("BUSY"));
        stage.gate.await("outcomes", () -> stage.gate.outcomes().size() == 8);
    }

    /// SSRF: what the look-up refuses is not dialled.
    @Test
    void anAddressThatIsRefusedIsNotDialled() throws IOException {
        targetIs(
                (_, socket) -> RawServer.write(socket, RawServer.ok("hello")),
                usual -> UpstreamSettings.of(usual.authority(), null, host -> {
                    throw new IOException("the host leads to a private address");
                }));
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 502").doesNotContain("private");
        assertThat(target.connections()).isZero();
        accounted(Ending.FAILED);
    }

    /// Neither side is read faster than the other reads.
    @Test
    void anAgentThatDoesNotReadIsNotBufferedFor() throws Exception {
        int piece = 64 << 10;
        long all = 200L * 1024 * piece / 1024;
        java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + all * 8 + "\r\n\r\n");
            byte[] some = new byte[piece];
            for (long i = 0; i < all * 8; i += piece) {
                socket.getOutputStream().write(some);
                sent.addAndGet(piece);
            }
        });
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/x"));
            stage.gate.await("the target sends", () -> sent.get() > 0);
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
        accounted(Ending.SUCCEEDED);
    }

    @Test
    void anAgentThatNeverReadsIsHungUpOn() throws Exception {
        targetIs((_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
            while (true) RawServer.write(socket, chunk);
        });
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/x"));
            accounted(Ending.ABANDONED);
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
        targetIs((request, socket) -> {
            byte[] body = (request.contains("/bomb") ? bomb : bytes).toByteArray();
            RawServer.write(
                    socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            for (byte one : request.contains("/bomb") ? new byte[0] : body) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            if (request.contains("/bomb")) socket.getOutputStream().write(body);
        });
        assertThat(stage.raw(Stage.get("/x")))
                .doesNotContain("gzip")
                .doesNotContain(PlainTarget.SECRET)
                .contains("*".repeat(19));
        String bombed = stage.raw(Stage.get("/bomb"));
        assertThat(bombed.length()).isLessThan(20_000_000);
        assertThat(bombed).endsWith(">").doesNotContain("\r\n0\r\n\r\n");
        accounted(Ending.SUCCEEDED, Ending.FAILED);
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
        targetIs((request, socket) -> RawServer.write(
                socket,
                "HTTP/1.1 200 OK\r\n" + lines.replace(";", "\r\n") + "\r\nContent-Length: 5\r\n\r\n"
                        + (request.startsWith("HEAD") ? "" : "\u008b\2\u0080hi")));
        assertThat(stage.raw(Stage.get("/x")))
                .startsWith("HTTP/1.1 502")
                .contains("x-why: the target packed its answer although asked not to", named)
                .doesNotContain("hi");
        assertThat(target.requests().getFirst().toLowerCase(java.util.Locale.ROOT))
                .contains("accept-encoding: identity");
        assertThat(stage.raw(Stage.get("/x").replace("GET", "HEAD")))
                .startsWith("HTTP/1.1 200 OK")
                .doesNotContainIgnoringCase("content-encoding");
        accounted(Ending.FAILED, Ending.SUCCEEDED);
    }

    /// Nothing that has ended uses its echoes any more, or they would not be wiped.
    @Test
    void aDestroyedCredentialIsWipedAndShownToNobody() throws Exception {
        assertThat(stage.raw(Stage.get("/x"))).endsWith("hello");
        assertThat(stage.raw(Stage.get("/deny!"))).startsWith("HTTP/1.1 403");
        stage.target.echoes.close();
        stage.gate.await("its end", () -> stage.target.echoes.texts().getFirst().first() == 0);
        targetIs((_, socket) -> socket.close());
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 502");
        stage.target.echoes.close();
        stage.gate.await("its end", () -> stage.target.echoes.texts().getFirst().first() == 0);
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 500");
        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void aCodingThatChangesNothingPasses() throws Exception {
        targetIs((_, socket) -> RawServer.write(
                socket, "HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 5\r\n\r\nhello"));
        assertThat(stage.raw(Stage.get("/x"))).startsWith("HTTP/1.1 200 OK").endsWith("hello");
        accounted(Ending.SUCCEEDED);
    }
}
