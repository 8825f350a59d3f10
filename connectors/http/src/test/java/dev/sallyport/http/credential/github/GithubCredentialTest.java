package dev.sallyport.http.credential.github;

import static dev.sallyport.http.credential.Sessions.NOON;
import static dev.sallyport.http.credential.Sessions.authorization;
import static dev.sallyport.http.credential.Sessions.inject;
import static dev.sallyport.http.credential.Sessions.request;
import static dev.sallyport.http.credential.Sessions.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.ScriptedServer;
import dev.sallyport.http.credential.ScriptedServer.Reply;
import dev.sallyport.http.credential.ScriptedServer.Seen;
import dev.sallyport.http.credential.Sessions;
import dev.sallyport.http.credential.token.JwtSigning;
import dev.sallyport.http.credential.token.TokenTimes;
import dev.sallyport.testkit.identity.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GithubCredentialTest {

    private static final SigningKey KEY = SigningKey.generate("app", SigningKey.Kind.RS256);
    private static final TokenTimes TIMES = new TokenTimes(
            Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(5), Duration.ofSeconds(5));
    private static final Map<String, List<String>> ROLES = Map.of(
            "support", List.of("GET /repos/acme/shop/issues/**", "POST /repos/acme/shop/issues"),
            "reader", List.of("GET /repos/acme/shop/**"),
            "all", List.of("* /repos/*/*/**"),
            "none", List.of("GET /user"),
            "odd", List.of("GET /repos/acme/shop/blockchain"),
            "git", List.of("POST /acme/shop.git/git-receive-pack"));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private ScriptedServer server;
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        server.script(this::github);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private synchronized Reply github(Seen seen) {
        if (seen.method().equals("DELETE")) {
            boolean was = alive.remove(seen.header("authorization").substring("Bearer ".length()));
            return Reply.of(was ? 204 : 401, "");
        }
        if (seen.method().equals("GET")) {
            return Reply.of(
                    200, "{\"permissions\":{\"issues\":\"write\",\"contents\":\"read\",\"metadata\":\"read\"}}");
        }
        String token = "ghs_token" + ++tokens;
        alive.add(token);
        return Reply.of(201, answer(token, seen.body()));
    }

    /// What was asked for, as GitHub repeats it.
    private String answer(String token, String asked) {
        String permissions = asked.substring(asked.indexOf("\"permissions\""), asked.length() - 1);
        boolean selected = asked.contains("\"repositories\":[\"shop\"]");
        return "{\"token\":\"" + token + "\",\"expires_at\":\"" + now.get().plus(Duration.ofHours(1)) + "\","
                + permissions
                        .replace("}", ",\"metadata\":\"read\"}")
                        .replace("\"metadata\":\"read\",\"metadata\"", "\"metadata\"")
                + ",\"repository_selection\":\""
                + (selected ? "selected\",\"repositories\":[{\"full_name\":\"acme/shop\"}]" : "all\"") + "}";
    }

    private GithubCredential credential(String pem) {
        JwtSigning signing = new JwtSigning(() -> Secret.of(pem), "");
        GithubApp app = new GithubApp(server.errands(), "/api/v3", "app-1", "99", signing, () -> now.get());
        return new GithubCredential("gh", app, ROLES, TIMES, () -> now.get(), server.threads());
    }

    private GithubCredential credential() {
        return credential(pkcs8());
    }

    private static String pkcs8() {
        return pem("PRIVATE KEY", KEY.pair().getPrivate().getEncoded());
    }

    private static String pem(String name, byte[] der) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der) + "\n-----END "
                + name + "-----\n";
    }

    private static LeaseRequest as(String role) {
        return request("s1", role, Envelope.UNRESTRICTED);
    }

    @Test
    void asksAsTheAppForNoMoreThanTheRole() throws Exception {
        ApiLease lease = credential().lease(as("support"));
        Seen seen = server.seen.getFirst();
        assertThat(seen.method() + " " + seen.path()).isEqualTo("POST /api/v3/app/installations/99/access_tokens");
        assertThat(seen.body()).isEqualTo("{\"repositories\":[\"shop\"],\"permissions\":{\"issues\":\"write\"}}");
        SignedJWT jwt = SignedJWT.parse(seen.header("authorization").substring("Bearer ".length()));
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) KEY.pair().getPublic())))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("app-1");
        assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(NOON.minusSeconds(60));
        assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOON.plusSeconds(540));
        assertThat(lease.describe()).isEqualTo("acme/shop: issues write");
        assertThat(authorization(lease)).isEqualTo("Bearer ghs_token1");
        assertThat(lease.id()).doesNotContain("ghs_");
    }

    @Test
    void gitGetsItAsAPassword() throws Exception {
        ApiLease lease = credential().lease(as("git"));
        assertThat(server.seen.getFirst().body()).contains("{\"contents\":\"write\"}");
        for (String path : List.of(
                "/acme/shop.git/info/refs?service=git-upload-pack",
                "/acme/shop.git/git-upload-pack",
                "/acme/shop.git/git-receive-pack")) {
            Injected injected = inject(lease, path);
            String base64 =
                    Base64.getEncoder().encodeToString("x-access-token:ghs_token1".getBytes(StandardCharsets.UTF_8));
            assertThat(injected.fields().only("authorization")).contains("Basic " + base64);
            assertThat(Sessions.scrubbed(injected, "<ghs_token1> <" + base64 + ">"))
                    .matches("<\\*+> <\\*+>");
        }
    }

    @Test
    void keysAsGithubHandsThemOut() throws Exception {
        byte[] pkcs8 = KEY.pair().getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        assertThat(authorization(credential(pem("RSA PRIVATE KEY", pkcs1)).lease(as("support"))))
                .isEqualTo("Bearer ghs_token1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key at all",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"
            })
    void aKeyThatIsNoneIsNotRepeated(String pem) {
        assertThatThrownBy(() -> credential(pem).lease(as("support")))
                .isInstanceOf(IOException.class)
                .hasMessage("the gateway's own key is not an RSA or EC private key in PEM form");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void thePurposeNarrowsIt() throws Exception {
        Envelope reading = new Envelope(false, List.of(new Envelope.Allowance(Verb.READ, "repos/acme/shop/issues")));
        credential().lease(request("s1", "support", reading));
        assertThat(server.seen.getLast().body())
                .isEqualTo("{\"repositories\":[\"shop\"],\"permissions\":{\"issues\":\"read\"}}");
        credential().lease(request("s1", "all", reading));
        assertThat(server.seen.getLast().body())
                .isEqualTo("{\"repositories\":[\"shop\"],\"permissions\":{\"issues\":\"read\"}}");
    }

    @Test
    void everythingIsWhatTheInstallationHas() throws Exception {
        credential().lease(as("reader"));
        assertThat(server.seen.get(0).method()).isEqualTo("GET");
        assertThat(server.seen.get(1).body())
                .isEqualTo("{\"repositories\":[\"shop\"],\"permissions\":"
                        + "{\"contents\":\"read\",\"issues\":\"read\",\"metadata\":\"read\"}}");
        credential().lease(as("all"));
        assertThat(server.seen.get(3).body())
                .isEqualTo("{\"permissions\":{\"contents\":\"read\",\"issues\":\"write\",\"metadata\":\"read\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | the role, or what the purpose leaves of it, names no repository, such as GET /repos/acme/shop/issues"
                        + " `none`",
                "unheard | the role, or what the purpose leaves of it, names no repository, such as GET"
                        + " /repos/acme/shop/issues `unheard`",
                "odd | role `odd`: nobody knows which permission this part of the API needs `blockchain`"
            })
    void aRoleThatNamesNothingGetsNothing(String role, String message) {
        assertThatThrownBy(() -> credential().lease(as(role)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(server.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"permissions\":{\"issues\":\"write\",\"contents\":\"read\"},\"repositories\":[]",
                "\"permissions\":{\"issues\":\"admin\",\"metadata\":\"write\"},\"repositories\":[]",
                "\"permissions\":{\"issues\":\"write\"},\"repository_selection\":\"all\"",
                "\"permissions\":{\"issues\":\"write\"},\"repositories\":[{\"full_name\":\"acme/other\"}]"
            })
    void aTokenForMoreIsEndedAndRefused(String wider) {
        server.script(seen -> seen.method().equals("DELETE")
                ? Reply.of(204, "")
                : Reply.of(201, "{\"token\":\"ghs_wider\",\"expires_at\":\"2026-03-01T13:00:00Z\"," + wider + "}"));
        assertThatThrownBy(() -> credential().lease(as("support")))
                .hasMessage("GitHub gave an installation token for more than was asked for");
        assertThat(server.seen.getLast().method() + server.seen.getLast().header("authorization"))
                .isEqualTo("DELETEBearer ghs_wider");
    }

    @Test
    void closingEndsItAtGithub() throws Exception {
        ApiLease lease = credential().lease(as("support"));
        assertThat(alive).hasSize(1);
        lease.close();
        lease.close();
        assertThat(alive).isEmpty();
        assertThat(server.seen.getLast().path()).isEqualTo("/api/v3/installation/token");
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void closingIsTriedAgainUntilItIsGone() throws Exception {
        ApiLease lease = credential().lease(as("support"));
        server.answer(502, "");
        assertThatThrownBy(lease::close).hasMessage("GitHub did not end an installation token: status 502");
        server.script(this::github);
        lease.close();
        assertThat(alive).isEmpty();
    }

    @Test
    void aLongSessionGetsAnotherAndAllEndWithIt() throws Exception {
        ApiLease lease = credential().lease(as("support"));
        now.set(NOON.plus(Duration.ofMinutes(59)));
        authorization(lease);
        for (int i = 0; i < 500 && !authorization(lease).equals("Bearer ghs_token2"); i++) {
            Thread.sleep(10);
        }
        assertThat(alive).hasSize(2);
        lease.close();
        assertThat(alive).isEmpty();
    }

    @Test
    void oneThatArrivesAfterTheEndIsEndedToo() throws Exception {
        ApiLease lease = credential().lease(as("support"));
        server.script(seen -> {
            Reply reply = github(seen);
            return new Reply(reply.status(), reply.body(), seen.method().equals("POST") ? 500 : 0);
        });
        now.set(NOON.plus(Duration.ofMinutes(61)));
        Future<String> late = server.threads().submit(() -> authorization(lease));
        for (int i = 0; i < 500 && server.seen.size() < 2; i++) {
            Thread.sleep(10);
        }
        lease.close();
        assertThat(catchThrowable(late::get)).hasRootCauseMessage("the session is over");
        assertThat(alive).containsExactly("ghs_token1"); // dead by age: nobody has to end it
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {}",
                "422 | {\"message\":\"ghs_secret\"}",
                "201 | ghs_secret",
                "201 | {\"token\":\"ghs_secret\",\"expires_at\":\"soon\"}",
                "201 | {\"token\":\"\"}",
                "301 | x"
            })
    void whatIsNoTokenIsAFailureThatTellsNoSecret(int status, String body) {
        server.answer(status, body);
        Throwable failure = catchThrowable(() -> credential().lease(as("support")));
        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(trace(failure)).doesNotContain("ghs_secret");
    }
}
