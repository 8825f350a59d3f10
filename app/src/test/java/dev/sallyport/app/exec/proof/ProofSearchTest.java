package dev.sallyport.app.exec.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofSearchTest {

    private static final Map<String, String> AWS = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI",
            "AWS_SESSION_TOKEN", "session",
            "AWS_REGION", "eu-central-1");

    @TempDir
    private Path folder;

    private static ProofSearch search(String wanted, Map<String, String> environment) throws CommandFailure {
        return ProofSearch.of(
                wanted, "sallyport", environment, HttpClient.newHttpClient(), InstantSource.system(), new Random(1));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text);
    }

    @Test
    void aFileIsTakenWithoutTheLineFeedAtItsEnd() throws Exception {
        Proof.Found found = search("file:" + file("ey.abc.def\n"), Map.of()).find();
        assertThat(found.text()).isEqualTo("ey.abc.def");
        assertThat(found.type()).isEqualTo(Proof.JWT);
        assertThat(found.toString()).doesNotContain("ey.abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words", "line\nfeed", "null\0byte", "ümlaut"})
    void whatIsNoTokenIsNotSent(String text) throws Exception {
        ProofSearch search = search("file:" + file(text), Map.of());
        assertThatThrownBy(search::find).isInstanceOf(CommandFailure.class).hasMessageContaining("holds no token");
    }

    @Test
    void aFileThatIsTooLargeIsNoToken() throws Exception {
        ProofSearch search = search("file:" + file("x".repeat((64 << 10) + 1)), Map.of());
        assertThatThrownBy(search::find).hasMessageContaining("holds no token");
    }

    @Test
    void whenThereIsNoneEachPlaceSaysWhy() throws Exception {
        assertThatThrownBy(search("", Map.of("AWS_ACCESS_KEY_ID", "x"))::find)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.text())
                                .as("on one line, or the line feeds would be shown escaped")
                                .isEqualTo(
                                        "no proof of who this is was found, give one with `--proof file:PATH`, looked for"))
                .hasMessageContaining("\n  spiffe: SPIFFE_ENDPOINT_SOCKET is not set")
                .hasMessageContaining("\n  kubernetes: no such file: `/var/run/secrets/tokens/sallyport`")
                .hasMessageContaining("\n  aws: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set")
                .hasMessageContaining("\n  github: ACTIONS_ID_TOKEN_REQUEST_URL and");
    }

    @Test
    void theFirstPlaceThatHasOneIsTaken() throws Exception {
        ProofSource none = new TokenFile("first", List.of(folder.resolve("nowhere")));
        ProofSource second = new TokenFile("second", List.of(folder.resolve("nowhere"), file("abc")));
        ProofSource never = new ProofSource() {
            @Override
            public String name() {
                return "third";
            }

            @Override
            public Proof look() {
                throw new AssertionError("looked on");
            }
        };
        assertThat(ProofSearch.in(List.of(none, second, never)).find().text()).isEqualTo("abc");
    }

    @Test
    void anAwsEnvironmentSignsAndKeepsItsSecrets() throws Exception {
        Proof.Found found = search("aws", AWS).find();
        assertThat(found.type()).isEqualTo(Proof.AWS);
        assertThat(found.text()).isNotEmpty().doesNotContain("wJalrXUtnFEMI");
        assertThat(search("aws", AWS).find().text())
                .as("the same nonce for the same seed")
                .isNotEmpty();
    }

    @Test
    void withoutARegionNobodyKnowsWhoseSts() throws Exception {
        Map<String, String> nowhere = new java.util.HashMap<>(AWS);
        nowhere.remove("AWS_REGION");
        assertThatThrownBy(search("aws", nowhere)::find).hasMessageContaining("AWS_REGION is not set");
    }

    @Test
    void githubIsAskedForTheGatewaysAudience() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{\"value\":\"ey.from.github\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/token?api=2";
            Map<String, String> environment =
                    Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", url, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
            assertThat(search("github", environment).find().text()).isEqualTo("ey.from.github");
        } finally {
            server.stop(0);
        }
        assertThat(asked).containsExactly("/token?api=2&audience=sallyport Bearer request-token");
    }

    /// Refused before anything is dialled: the request token would go over the wire in clear text.
    @Test
    void aTokenIsNotSentInClearTextToAnotherMachine() throws Exception {
        Map<String, String> environment =
                Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", "http://192.0.2.1/token", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t");
        assertThatThrownBy(search("github", environment)::find).hasMessageContaining("does not answer as it should");
    }

    @Test
    void aPlaceThatIsNotKnownIsAnError() {
        assertThatThrownBy(() -> search("keychain", Map.of()))
                .hasMessage("--proof: must be spiffe, kubernetes, aws, github or `file:PATH`: `keychain`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:8000", "unix:relative.sock", "/run/agent.sock", "unix://", ":"})
    void aWorkloadApiIsAUnixSocket(String named) throws Exception {
        assertThatThrownBy(search("spiffe", Map.of("SPIFFE_ENDPOINT_SOCKET", named))::find)
                .hasMessageContaining("SPIFFE_ENDPOINT_SOCKET must name a Unix socket");
    }

    @Test
    void aWorkloadApiThatIsNotThereIsSaid() throws Exception {
        Map<String, String> environment = Map.of("SPIFFE_ENDPOINT_SOCKET", "unix:" + folder.resolve("agent.sock"));
        assertThatThrownBy(search("spiffe", environment)::find).hasMessageContaining("spiffe: no such socket: ");
    }
}
