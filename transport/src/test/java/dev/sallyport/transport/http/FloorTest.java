package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.identity.RefusalReason;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One request after the other over HTTP/1.1: who is let in, what reaches the target, what is accounted for.
@Timeout(60)
class FloorTest {

    private final FloorStand floor = new FloorStand();

    @AfterEach
    void close() throws IOException {
        floor.close();
    }

    @Test
    void aPermittedRequestPassesAndItsProofDoesNot() throws IOException {
        String answer =
                floor.stage().raw(Stage.get("/customers?id=7", "Sallyport-Purpose: p", "X-Mine: 1", "Via: 1.1 me"));
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
        assertThat(floor.target().requests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("GET /customers?id=7 HTTP/1.1\r\n")
                        .containsIgnoringCase(
                                "host: localhost:" + floor.target().port())
                        .contains("x-mine: 1", "x-injected: " + PlainTarget.SECRET)
                        .doesNotContainIgnoringCase("authorization")
                        .doesNotContainIgnoringCase("sallyport")
                        .doesNotContainIgnoringCase("via:")
                        .doesNotContain("good"));
        floor.accounted(Ending.SUCCEEDED);
        assertThat(floor.stage().gate.outcomes().getFirst().bytes()).isEqualTo(5);
        assertThat(floor.stage().gate.approaches().getFirst().purpose().name()).isEqualTo("p");
    }

    @Test
    void aDeniedRequestNeverReachesTheTargetAndTheConnectionLivesOn() throws IOException {
        String answers = floor.stage().raw(Stage.get("/deny!") + Stage.get("/fine"));
        assertThat(answers).contains("403 Forbidden", "DENIED script.deny q-1", "200 OK");
        assertThat(floor.target().requests()).singleElement().asString().startsWith("GET /fine");
        floor.accounted(Ending.SUCCEEDED);
    }

    @Test
    void withoutAProofNobodyIsAdmitted() throws IOException {
        String answer = floor.stage().raw("GET /x HTTP/1.1\r\nHost: crm.test\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401").contains("UNSUPPORTED no proof was shown r-1");
        assertThat(floor.stage().raw("GET /x HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer bad\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("BAD_SIGNATURE");
        assertThat(floor.target().requests()).isEmpty();
    }

    @Test
    void proofsInOtherPlacesCountAndAreTakenOut() throws IOException {
        floor.stage().raw("GET /k HTTP/1.1\r\nHost: crm.test\r\nX-Api-Key: good\r\n\r\n");
        // "p:good"
        floor.stage().raw("GET /b HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Basic cDpnb29k\r\n\r\n");
        assertThat(floor.target().requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request).doesNotContain("good").doesNotContain("cDpnb29k"));
        assertThat(floor.stage().gate.approaches().get(1).purpose().name()).isEqualTo("p");
    }

    @Test
    void twoDifferentProofsAreOneTooMany() throws IOException {
        assertThat(floor.stage().raw(Stage.get("/x", "X-Api-Key: good2"))).startsWith("HTTP/1.1 400");
        assertThat(floor.target().requests()).isEmpty();
    }

    @Test
    void requestsOfOneProofShareASessionAndThoseOfAnotherPurposeDoNot() throws IOException {
        floor.stage().raw(Stage.get("/1"));
        floor.stage().raw(Stage.get("/2") + Stage.get("/3"));
        assertThat(floor.stage().gate.approaches()).hasSize(1);
        floor.stage().raw(Stage.get("/4", "Sallyport-Purpose: other"));
        assertThat(floor.stage().gate.approaches()).hasSize(2);
    }

    @Test
    void aTargetIsReachedByPathAndInForwardMode() throws IOException {
        assertThat(floor.stage().raw("GET /crm/a/b?c HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer good\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(floor.stage()
                        .raw(
                                "GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal\r\nAuthorization: Bearer mine\r\n"
                                        + "Proxy-Authorization: Basic cDpnb29k\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(floor.target().requests().get(0)).startsWith("GET /a/b?c HTTP/1.1\r\n");
        assertThat(floor.target().requests().get(1))
                .startsWith("GET /f HTTP/1.1\r\n")
                .contains("authorization: Bearer mine")
                .doesNotContain("cDpnb29k");
        assertThat(floor.stage().gate.approaches())
                .extracting(dev.sallyport.api.connector.Approach::proxied)
                .containsExactly(false, true);
    }

    /// A proof that opens a session in forward mode may open none in reverse mode (R17): each is asked about.
    @Test
    void whatCameThroughTheProxyIsNoWayIn() throws IOException {
        String proof = "\r\nProxy-Authorization: Bearer good\r\n\r\n";
        floor.stage().raw("GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal" + proof);
        floor.stage().raw(Stage.get("/f"));
        floor.stage().raw("GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal" + proof);
        assertThat(floor.stage().gate.approaches())
                .extracting(dev.sallyport.api.connector.Approach::proxied)
                .containsExactly(true, false);
    }

    @Test
    void whatIsNotConfiguredIsNotReached() throws IOException {
        assertThat(floor.stage().raw("GET /x HTTP/1.1\r\nHost: other\r\n\r\n")).startsWith("HTTP/1.1 404");
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
        String answer = floor.stage().raw(request + "\r\nHost: " + target + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains(
                        "content-type: application/problem+json", "proxy-status: sallyport; error=http_request_denied")
                .contains("no target has the address `" + address + "`", "{ address: " + address + ", forward: true }");
        assertThat(answer.split("; request r-[0-9]+\"", -1)).as("in the field").hasSize(2);
        assertThat(answer.split("\"requestId\":\"r-[0-9]+\"", -1))
                .as("in the document")
                .hasSize(2);
        assertThat(floor.stage().gate.rejections())
                .last()
                .satisfies(rejection -> assertThat(rejection.target()).isEqualTo(target))
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(RefusalReason.UNKNOWN_TARGET));
    }

    @Test
    void theGatewaysOwnServiceAnswers() throws IOException {
        assertThat(floor.stage().raw("POST /v1/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n\r\nhi"))
                .startsWith("HTTP/1.1 200")
                .contains("cache-control: no-store")
                .endsWith("POST /v1/x hi");
        assertThat(floor.stage().raw("POST /v1/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 5000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyIsJudgedWholeOrCarried() throws IOException {
        String head = " HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        floor.stage()
                .raw("POST /whole" + head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
        floor.stage().raw("PUT /carried" + head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        floor.stage().raw("PUT /known" + head + "Content-Length: 3\r\n\r\nabc");
        assertThat(floor.stage().gate.actions().getFirst().statement()).isEqualTo("POST /whole abcde");
        assertThat(floor.target().requests().get(0))
                .contains("content-length: 5")
                .endsWith("\r\n\r\nabcde");
        assertThat(floor.target().requests().get(1))
                .contains("transfer-encoding: chunked")
                .endsWith("3\r\nabc\r\n0\r\n\r\n");
        assertThat(floor.target().requests().get(2))
                .contains("content-length: 3")
                .endsWith("\r\n\r\nabc");
        floor.accounted(Ending.SUCCEEDED, Ending.SUCCEEDED, Ending.SUCCEEDED);
    }

    /// Its end comes while the session is still being opened.
    @Test
    void anEmptyBodyInChunksIsWhole() throws IOException {
        String head = "POST /whole HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        assertThat(floor.stage().raw(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyThatIsTooLongToBeJudgedIsRefused() throws IOException {
        String head = "POST /whole HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
        assertThat(floor.stage().raw(head + "Content-Length: 1025\r\n\r\n")).startsWith("HTTP/1.1 413");
        String chunk = "400\r\n" + "x".repeat(1024) + "\r\n1\r\nx\r\n0\r\n\r\n";
        assertThat(floor.stage().raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 413");
        assertThat(floor.target().requests()).isEmpty();
    }

    @Test
    void whoeverExpectsToContinueIsToldTo() throws IOException {
        try (Socket socket = floor.stage().dial()) {
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
        assertThat(floor.stage().raw(Stage.get("/hold!"))).startsWith("HTTP/1.1 200");
        try (Socket socket = floor.stage().dial()) {
            RawServer.write(socket, Stage.get("/forever!"));
            floor.stage()
                    .gate
                    .await("the proposal", () -> floor.stage().gate.actions().size() == 2);
        }
        floor.stage().gate.await("the withdrawal", () -> floor.stage().gate.withdrawn() == 1);
        assertThat(floor.target().requests()).hasSize(1);
    }

    @Test
    void aContainedSessionIsRefused() throws IOException {
        assertThat(floor.stage().raw(Stage.get("/contain!")))
                .startsWith("HTTP/1.1 403")
                .contains("ENDED");
    }
}
