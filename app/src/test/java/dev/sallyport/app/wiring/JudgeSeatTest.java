package dev.sallyport.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.authority.intent.Judgement;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.session.Advice;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.testkit.authmethod.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The judge as it is configured: whom it trusts, which key it shows, and what a reload changes.
@Timeout(60)
class JudgeSeatTest {

    private static final Pattern NONCE = Pattern.compile("\\{\\\\\"([0-9a-f]{32})\\\\\":");

    @TempDir
    private Path folder;

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final JudgeSeat seat = new JudgeSeat(InstantSource.fixed(Instant.EPOCH));
    private HttpsServer server;

    @BeforeEach
    void aServiceWithItsOwnCertificate() throws Exception {
        SelfSigned localhost = SelfSigned.in(folder);
        localhost.pem(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(localhost.tls()));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stopped() {
        seat.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher nonce = NONCE.matcher(body);
        String content = nonce.find()
                ? "{\\\"nonce\\\":\\\"" + nonce.group(1)
                        + "\\\",\\\"verdict\\\":\\\"unsure\\\",\\\"words\\\":\\\"hm\\\"}"
                : "";
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] answer = ("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"" + content + "\"}}]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Configuration configuration(String more) {
        Given given = Given.in(folder);
        given.file("judge-key", "sk-one\n", "rw-------");
        return given.loaded(Given.PLAIN + "judge: { url: https://localhost:"
                        + server.getAddress().getPort() + "/v1/, model: m" + more + " }\n")
                .configuration();
    }

    private void seat(Configuration configuration) throws IOException {
        seat.seat(seat.prepare(configuration, new Secrets(Given.guard(), Map.of())::read));
    }

    private Advice advice(String id) throws InterruptedException {
        Call call = new Call("read_ticket", "", List.of(new Call.Argument("id", id)));
        return seat.advise(new Judge.Doubt(
                new Proposal("Read ticket 7", "", List.of(), call),
                new Judgement(Judgement.Course.ALLOW, 0.5, "calls", List.of()),
                false));
    }

    @Test
    void trustsTheAuthoritiesThatAreConfiguredAndNoOthers() throws Exception {
        seat(configuration(", ca: ca.pem"));
        assertThat(advice("7")).isEqualTo(new Advice.Unsure("hm"));
        seat(configuration(""));
        assertThat(advice("8"))
                .isInstanceOfSatisfying(
                        Advice.Unavailable.class,
                        advice -> assertThat(advice.words()).contains("TLS failed"));
        assertThat(keys).containsExactly("null");
    }

    @Test
    void theKeyIsReadForEachQuestion() throws Exception {
        seat(configuration(", ca: ca.pem, key: \"file:judge-key\""));
        advice("7");
        Files.writeString(folder.resolve("judge-key"), "sk-two");
        advice("8");
        assertThat(keys).containsExactly("Bearer sk-one", "Bearer sk-two");
    }

    @Test
    void theHoursBudgetOutlivesAReload() throws Exception {
        seat(configuration(", ca: ca.pem, perHour: 2"));
        advice("7");
        seat(configuration(", ca: ca.pem, perHour: 2, timeout: 4s"));
        advice("8");
        assertThat(advice("9")).isEqualTo(new Advice.Unavailable("the questions of this hour are used up"));
    }

    @Test
    void withoutOneNobodyIsThere() throws Exception {
        assertThat(advice("7")).isInstanceOf(Advice.Unavailable.class);
        seat(configuration(", ca: ca.pem"));
        seat(Given.in(folder).loaded(Given.PLAIN).configuration());
        assertThat(advice("7")).isInstanceOf(Advice.Unavailable.class);
    }

    @Test
    void authoritiesThatAreNoneAreToldByTheirPath() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "no certificate");
        assertThatThrownBy(() -> seat(configuration(", ca: ca.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("judge.ca: ");
    }
}
