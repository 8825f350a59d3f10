package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.trail.line.EventKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An unmodified curl and an API behind a running gateway: by path, by host, and with the gateway as proxy.
@Timeout(120)
class HttpTargetTest {

    private static ShopStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = ShopStage.play();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static String bearer(String subject) {
        return "Authorization: Bearer " + stage.token(subject);
    }

    private static String byPath(String path) {
        return "https://localhost:" + stage.http() + "/shop" + path;
    }

    private static void answered(Ran ran, String path) {
        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.out())
                .as("its answer")
                .contains("\"path\":\"" + path + "\"")
                .endsWith("\n200");
    }

    private static JsonNode problem(Ran ran, int status) throws Exception {
        assertThat(ran.out()).endsWith("\n" + status);
        return new ObjectMapper().readTree(ran.out().substring(0, ran.out().lastIndexOf('\n')));
    }

    @Test
    void aTargetIsReachedByPath() throws Exception {
        answered(stage.curl("-H", bearer("path"), byPath("/customers/42")), "/customers/42");
        assertThat(stage.shop.asked()).contains("GET /customers/42");
    }

    @Test
    void aTargetIsReachedByHost() throws Exception {
        String host = "shop.example:" + stage.http();
        Ran ran = stage.curl(
                "-k",
                "--connect-to",
                host + ":localhost:" + stage.http(),
                "-H",
                bearer("host"),
                "https://" + host + "/customers/43");
        answered(ran, "/customers/43");
    }

    @Test
    void aTargetIsReachedInClearTextOnThisMachineAlone() throws Exception {
        answered(
                stage.curl("-H", bearer("clear"), "http://127.0.0.1:" + stage.plain() + "/shop/customers/44"),
                "/customers/44");
    }

    /// The agent knows but HTTPS_PROXY and whom to trust.
    @Test
    void anUnmodifiedAgentUsesTheGatewayAsItsProxy() throws Exception {
        Path authority = stage.state().resolve("ca/ca.pem");
        String proxy = "http://sallyport:" + stage.token("proxy") + "@127.0.0.1:" + stage.plain();
        Ran ran = Ran.of(
                stage.folder(),
                java.util.Map.of("HTTPS_PROXY", proxy, "CURL_CA_BUNDLE", authority.toString()),
                "curl",
                "-sS",
                "--max-time",
                "20",
                "-w",
                "\n%{http_code}",
                "https://localhost:" + stage.vault.port() + "/customers/7");
        answered(ran, "/customers/7");
        assertThat(stage.vault.asked()).contains("GET /customers/7");
    }

    /// What clients show of an answer to CONNECT differs: curl the fields, others the status alone.
    @Test
    void anAddressThatIsNotConfiguredIsNotReachedAndSaid() throws Exception {
        String proxy = "http://sallyport:" + stage.token("stray") + "@127.0.0.1:" + stage.plain();
        Ran ran = stage.curl("-v", "--proxy", proxy, "https://bank.example/customers/7");
        assertThat(ran.exit()).isNotZero();
        assertThat(ran.out())
                .containsIgnoringCase("proxy-status: sallyport; error=http_request_denied")
                .contains("CONNECT tunnel failed, response 403", "no target has the address `https://bank.example`")
                .contains("targets.NAME.http: { address: https://bank.example, forward: true }");
        String id = ran.out().replaceAll("(?s).*; request ([^\"]+)\".*", "$1");
        Await.until(
                "it stands in the trail",
                () -> stage.records(EventKind.REFUSED).stream()
                        .map(record -> record.json().toString())
                        .anyMatch(json -> json.contains("\"" + id + "\"") && json.contains("bank.example:443")));
        Ran clear = stage.curl("--proxy", proxy, "http://bank.example/customers/7");
        assertThat(problem(clear, 403).path("requestId").asText()).isNotEmpty();
        assertThat(problem(clear, 403).path("detail").asText()).contains("`http://bank.example`");
    }

    /// What stands below every agent for proxies of Node's: status, fields and document of the answer to CONNECT.
    @Test
    void nodeReadsItAfterConnect() throws Exception {
        String node = Ran.program(stage.folder(), "node");
        String credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("sallyport:" + stage.token("node")).getBytes(StandardCharsets.UTF_8));
        String script = "const request = require('http').request({ host: '127.0.0.1', port: " + stage.plain()
                + ", method: 'CONNECT', path: 'bank.example:443', headers: { host: 'bank.example:443',"
                + " 'Proxy-Authorization': '" + credentials
                + "' } }); request.on('connect', (answer, socket, head) => { console.log(answer.statusCode,"
                + " answer.headers['proxy-status'], JSON.parse(head).detail); socket.destroy(); }); request.end();";
        Ran ran = Ran.of(stage.folder(), java.util.Map.of(), node, "-e", script);
        assertThat(ran.out())
                .startsWith("403 sallyport; error=http_request_denied; details=\"no target has the address")
                .contains("so it is not reached; who may change that writes targets.NAME.http");
    }

    /// A denial is the protocol's own, with rule, reason and request id, and stands in the trail under that id.
    @Test
    void aDenialCanBeReadByAnAgent() throws Exception {
        Ran ran = stage.curl("-H", bearer("denied"), "-D", "-", byPath("/orders"));
        assertThat(ran.out().toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
        JsonNode problem = problem(stage.curl("-H", bearer("denied"), byPath("/orders")), 403);
        assertThat(problem.path("detail").asText()).startsWith("denied: ");
        assertThat(problem.path("rule").asText()).startsWith("purposes.support");
        String id = problem.path("requestId").asText();
        assertThat(stage.records(EventKind.DECIDED))
                .anyMatch(record -> record.json().toString().contains(id));
        assertThat(stage.shop.asked()).noneMatch(asked -> asked.contains("orders"));
    }

    /// Behind the doors stands the wall of the role: the purpose would allow it, the role does not grant it.
    @Test
    void whatTheRoleDoesNotGrantIsRefused() throws Exception {
        JsonNode problem = problem(stage.curl("-X", "DELETE", "-H", bearer("wall"), byPath("/customers/42")), 403);
        assertThat(problem.path("rule").asText()).isEqualTo("targets.shop.roles.agent");
        String id = problem.path("requestId").asText();
        Await.until(
                "it stands in the trail",
                () -> stage.records(EventKind.REFUSED).stream()
                        .anyMatch(record -> record.json().toString().contains(id)));
        assertThat(stage.shop.asked()).doesNotContain("DELETE /customers/42");
    }

    @Test
    void withoutAProofNothingIsAnswered() throws Exception {
        JsonNode problem = problem(stage.curl(byPath("/customers/42")), 401);
        assertThat(problem.path("detail").asText()).startsWith("show a proof");
    }

    /// R5: one session of five records, over as many connections as one likes.
    @Test
    void aBudgetHoldsOverParallelConnections() throws Exception {
        String bearer = bearer("budget");
        List<Callable<Ran>> all = new ArrayList<>();
        for (int i = 100; i < 116; i++) {
            String url = byPath("/customers/" + i);
            all.add(() -> stage.curl("-H", bearer, url));
        }
        try (ExecutorService agents = Executors.newFixedThreadPool(8)) {
            int permitted = 0;
            for (Future<Ran> each : agents.invokeAll(all)) {
                if (each.get().out().endsWith("\n200")) permitted++;
            }
            assertThat(permitted).isEqualTo(5);
        }
        assertThat(stage.shop.asked().stream().filter(asked -> asked.matches("GET /customers/1\\d\\d")))
                .hasSize(5);
    }

    @Test
    void theTrailTellsWhatWasDoneAndHowItEnded() throws Exception {
        answered(stage.curl("-H", bearer("told"), byPath("/customers/77")), "/customers/77");
        Await.until(
                "the outcome is recorded",
                () -> stage.records(EventKind.PERFORMED).stream()
                        .anyMatch(record -> record.json().toString().contains("SUCCEEDED")));
        assertThat(stage.records(EventKind.SESSION_OPENED))
                .anyMatch(record -> record.json().toString().contains("told"));
        assertThat(stage.records(EventKind.DECIDED))
                .anyMatch(record -> record.json().toString().contains("GET /customers/77"));
    }

    /// The shop repeats what it was shown, in a field and in the body: neither reaches the agent, nor the trail.
    @Test
    void theInjectedSecretAppearsNowhere() throws Exception {
        String token = stage.token("secret");
        Ran ran = stage.curl("-D", "-", "-H", "Authorization: Bearer " + token, byPath("/customers/9"));
        assertThat(ran.out()).contains("\n200").doesNotContain(ShopStage.KEY).doesNotContain(token);
        stage.curl("-H", "Authorization: Bearer " + token, byPath("/orders"));
        try (Stream<Path> files = Files.walk(stage.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllBytes(file))
                        .as(file.toString())
                        .satisfies(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                                .doesNotContain(ShopStage.KEY, token));
            }
        }
    }

    /// The gateway's own words never go to the target.
    @Test
    void proofAndPurposeAreNotForwarded() throws Exception {
        Ran ran = stage.curl("-H", bearer("stripped"), "-H", "Sallyport-Purpose: support", byPath("/customers/8"));
        assertThat(ran.out()).contains("\"purpose\":\"null\"");
    }
}
