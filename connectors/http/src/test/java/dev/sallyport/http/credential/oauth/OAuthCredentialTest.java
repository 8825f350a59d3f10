package dev.sallyport.http.credential.oauth;

import static dev.sallyport.http.credential.Sessions.NOON;
import static dev.sallyport.http.credential.Sessions.authorization;
import static dev.sallyport.http.credential.Sessions.request;
import static dev.sallyport.http.credential.Sessions.text;
import static dev.sallyport.http.credential.Sessions.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.ScriptedServer;
import dev.sallyport.http.credential.ScriptedServer.Reply;
import dev.sallyport.http.credential.Sessions;
import dev.sallyport.http.credential.token.ClientAuthentication;
import dev.sallyport.http.credential.token.TokenEndpoint;
import dev.sallyport.http.credential.token.TokenTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OAuthCredentialTest {

    private static final String SECRET = "s3cret/+ of the client";
    private static final TokenTimes TIMES = new TokenTimes(
            Duration.ofMinutes(2), Duration.ofSeconds(3), Duration.ZERO, Duration.ofMinutes(5), Duration.ofSeconds(5));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private ScriptedServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ClientAuthentication basic() {
        return new ClientAuthentication.SecretBasic("gate way", () -> Secret.of(SECRET));
    }

    private OAuthCredential credential(ClientAuthentication client, Grant grant, Map<String, Set<String>> roles) {
        TokenEndpoint endpoint = new TokenEndpoint(server.errands(), "/oauth/token", client, TIMES, () -> now.get());
        return new OAuthCredential(
                "crm", endpoint, grant, Set.of("read", "write"), roles, TIMES, () -> now.get(), server.threads());
    }

    private OAuthCredential credential() {
        return credential(basic(), Grant.clientCredentials(), Map.of());
    }

    private static String token(String value) {
        return "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":600}";
    }

    @Test
    void asksAsTheClientAndPutsTheTokenIn() throws Exception {
        server.answer(200, token("at-123456"));
        ApiLease lease = credential().lease(request("s1"));
        assertThat(authorization(lease)).isEqualTo("Bearer at-123456");
        assertThat(Sessions.scrubbed(Sessions.inject(lease, "/x"), "<at-123456>"))
                .isEqualTo("<*********>");
        var seen = server.seen.getFirst();
        assertThat(seen.method() + " " + seen.path()).isEqualTo("POST /oauth/token");
        assertThat(seen.form("grant_type")).isEqualTo("client_credentials");
        assertThat(seen.form("scope")).isEqualTo("read write");
        String pair = new String(
                Base64.getDecoder().decode(seen.header("authorization").substring("Basic ".length())),
                StandardCharsets.UTF_8);
        assertThat(pair).isEqualTo("gate+way:s3cret%2F%2B+of+the+client");
        assertThat(lease.describe()).isEqualTo("scopes read write");
        assertThat(lease.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void otherServersWantTheSecretInTheFormOrNone() throws Exception {
        server.answer(200, token("at-123456"));
        credential(
                        new ClientAuthentication.SecretPost("g", () -> Secret.of(SECRET)),
                        Grant.clientCredentials(),
                        Map.of())
                .lease(request("s1"));
        credential(new ClientAuthentication.Public("p"), Grant.clientCredentials(), Map.of())
                .lease(request("s1"));
        assertThat(server.seen.get(0).form("client_secret")).isEqualTo(SECRET);
        assertThat(server.seen.get(1).form("client_id")).isEqualTo("p");
        assertThat(server.seen).allMatch(seen -> seen.header("authorization").isEmpty());
    }

    @Test
    void sixtyFourSessionsAreOneRequest() throws Exception {
        server.script(_ -> new Reply(200, token("at-123456"), 200));
        OAuthCredential credential = credential();
        List<Future<ApiLease>> leases = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String id = "s" + i;
            leases.add(server.threads().submit(() -> credential.lease(request(id))));
        }
        for (Future<ApiLease> lease : leases) {
            assertThat(authorization(lease.get(20, TimeUnit.SECONDS))).isEqualTo("Bearer at-123456");
        }
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void aRoleNarrowsTheScopesAndNeverWidensThem() throws Exception {
        server.answer(200, token("at-123456"));
        OAuthCredential credential = credential(
                basic(), Grant.clientCredentials(), Map.of("support", Set.of("read"), "broken", Set.of("admin")));
        assertThat(credential.lease(request("s1")).describe()).isEqualTo("scopes read");
        assertThat(server.seen.getLast().form("scope")).isEqualTo("read");
        credential.lease(request("s2", "other", Envelope.UNRESTRICTED));
        assertThat(server.seen.getLast().form("scope")).isEqualTo("read write");
        assertThatThrownBy(() -> credential.lease(request("s3", "broken", Envelope.UNRESTRICTED)))
                .isInstanceOf(IOException.class)
                .hasMessage("a role asks for scopes that the credential does not have `broken`");
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void anExpiredTokenIsReplacedWithinTheSession() throws Exception {
        AtomicInteger number = new AtomicInteger();
        server.script(_ -> Reply.of(200, token("at-number-" + number.incrementAndGet())));
        ApiLease lease = credential().lease(request("s1"));
        assertThat(authorization(lease)).isEqualTo("Bearer at-number-1");
        now.set(NOON.plusSeconds(600));
        assertThat(authorization(lease)).isEqualTo("Bearer at-number-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"invalid_client\",\"error_description\":\"%s\"} | the token endpoint gave no token:"
                        + " invalid_client",
                "400 | {\"error\":\"%s\"} | the token endpoint gave no token: status 400",
                "503 | %s | the token endpoint gave no token: status 503",
                "302 | %s | the token endpoint gave no token: status 302",
                "200 | <html>%s | the answer of the token endpoint is no JSON",
                "200 | {\"access_token\":\"%s\"} | the answer of the token endpoint holds no bearer token",
                "200 | {\"access_token\":\"%s\",\"token_type\":\"mac\"} | the answer of the token endpoint holds no bearer token",
                "200 | {\"access_token\":\"a%s b\",\"token_type\":\"bearer\"} | the answer of the token endpoint holds no usable"
                        + " token",
                "200 | {\"access_token\":\"short\",\"token_type\":\"bearer\"} | the answer of the token endpoint holds no usable"
                        + " token",
                "200 | {\"access_token\":\"a\",\"access_token\":\"%s\"} | the answer of the token endpoint is no JSON",
                "200 | {\"access_token\":\"at-123456\",\"token_type\":\"bearer\",\"expires_in\":0} | the answer of the token"
                        + " endpoint does not say how long its token lives",
                "200 | {\"access_token\":\"at-123456\",\"token_type\":\"bearer\",\"expires_in\":-1} | the answer of the token"
                        + " endpoint does not say how long its token lives"
            })
    void whatIsNoTokenIsAFailureThatTellsNoSecret(int status, String body, String message) {
        server.answer(status, body.replace("%s", SECRET));
        Throwable failure = catchThrowable(() -> credential().lease(request("s1")));
        assertThat(failure).isInstanceOf(IOException.class).hasMessage(message);
        assertThat(trace(failure)).doesNotContain("s3cret");
    }

    @Test
    void lifetimesAreReadAsServersWriteThem() throws Exception {
        server.answer(200, "{\"access_token\":\"at-123456\",\"token_type\":\"BEARER\",\"expires_in\":\"60\"}");
        ApiLease quoted = credential().lease(request("s1"));
        server.answer(200, "{\"access_token\":\"at-234567\",\"token_type\":\"bearer\"}");
        ApiLease unsaid = credential().lease(request("s1"));
        now.set(NOON.plusSeconds(60));
        assertThat(authorization(quoted)).isEqualTo("Bearer at-234567");
        assertThat(authorization(unsaid)).isEqualTo("Bearer at-234567");
        assertThat(server.seen).hasSize(3);
    }

    @Test
    void aServerThatIsSlowHugeOrGoneIsAFailure() {
        server.script(_ -> new Reply(200, token("at-123456"), 5000));
        assertThatThrownBy(() -> credential().lease(request("s1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no token within 3000 ms");
        server.answer(200, " ".repeat(1 << 20) + token("at-123456"));
        assertThatThrownBy(() -> credential().lease(request("s1"))).isInstanceOf(IOException.class);
        server.close();
        assertThatThrownBy(() -> credential().lease(request("s1"))).isInstanceOf(IOException.class);
    }

    @Test
    void aRotatedRefreshTokenIsKept() throws Exception {
        AtomicInteger uses = new AtomicInteger();
        server.script(seen -> {
            int use = uses.incrementAndGet();
            boolean right = seen.form("refresh_token").equals(use == 1 ? "refresh-first" : "refresh-" + (use - 1));
            return right
                    ? Reply.of(
                            200,
                            "{\"access_token\":\"at-number-" + use + "\",\"token_type\":\"bearer\","
                                    + "\"expires_in\":600,\"refresh_token\":\"refresh-" + use + "\"}")
                    : Reply.of(400, "{\"error\":\"invalid_grant\"}");
        });
        Path file = folder.resolve("crm.refresh");
        RefreshTokenFile kept = new RefreshTokenFile(file, () -> Secret.of("refresh-first"));
        ApiLease lease = credential(basic(), new RefreshGrant(kept), Map.of()).lease(request("s1"));
        now.set(NOON.plusSeconds(600));
        assertThat(authorization(lease)).isEqualTo("Bearer at-number-2");
        assertThat(server.seen.getFirst().form("grant_type")).isEqualTo("refresh_token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        // another gateway, after a restart
        RefreshTokenFile again = new RefreshTokenFile(file, () -> Secret.of("refresh-first"));
        assertThat(authorization(
                        credential(basic(), new RefreshGrant(again), Map.of()).lease(request("s2"))))
                .isEqualTo("Bearer at-number-3");
        // a new one in the configuration takes over
        assertThat(text(new RefreshTokenFile(file, () -> Secret.of("refresh-newer")).last()))
                .isEqualTo("refresh-newer");
    }

    /// A rotated token that two use at once is taken for a stolen one.
    @Test
    void refreshTokensAreUsedOneAtATimeWhateverTheScopes() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.script(_ -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                Thread.sleep(50);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
            return Reply.of(200, token("at-123456"));
        });
        RefreshTokenFile kept = new RefreshTokenFile(folder.resolve("t"), () -> Secret.of("refresh-first"));
        OAuthCredential credential = credential(
                basic(), new RefreshGrant(kept), Map.of("a", Set.of("read"), "b", Set.of("write"), "c", Set.of()));
        List<Future<ApiLease>> leases = new ArrayList<>();
        for (String role : List.of("a", "b", "c")) {
            leases.add(server.threads().submit(() -> credential.lease(request(role, role, Envelope.UNRESTRICTED))));
        }
        for (Future<ApiLease> lease : leases) {
            lease.get(20, TimeUnit.SECONDS);
        }
        assertThat(server.seen).hasSize(3);
        assertThat(most).hasValue(1);
    }

    /// R23
    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        Path file = folder.resolve("open");
        RefreshTokenFile kept = new RefreshTokenFile(file, () -> Secret.of("refresh-first"));
        kept.keep(Secret.of("refresh-second"));
        assertThat(text(kept.last())).isEqualTo("refresh-second");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(kept::last)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0600")
                .hasMessageNotContaining("refresh-");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theAgentsOwnAuthorizationIsDropped() {
        assertThat(credential().fields()).containsExactly("authorization");
    }
}
