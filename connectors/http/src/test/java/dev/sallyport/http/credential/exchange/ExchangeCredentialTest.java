package dev.sallyport.http.credential.exchange;

import static dev.sallyport.http.credential.Sessions.NOON;
import static dev.sallyport.http.credential.Sessions.authorization;
import static dev.sallyport.http.credential.Sessions.request;
import static dev.sallyport.http.credential.Sessions.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.ScriptedServer;
import dev.sallyport.http.credential.ScriptedServer.Reply;
import dev.sallyport.http.credential.token.ClientAuthentication;
import dev.sallyport.http.credential.token.JwtSigning;
import dev.sallyport.http.credential.token.TokenEndpoint;
import dev.sallyport.http.credential.token.TokenTimes;
import dev.sallyport.testkit.identity.SigningKey;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeCredentialTest {

    private static final SigningKey KEY = SigningKey.generate("gateway-1", SigningKey.Kind.ES256);
    private static final TokenTimes TIMES = new TokenTimes(
            Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(5), Duration.ofSeconds(5));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        server.script(seen -> seen.path().equals("/revoke")
                ? Reply.of(200, "")
                : Reply.of(
                        200,
                        "{\"access_token\":\"at-for-" + server.seen.size()
                                + "\",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\","
                                + "\"token_type\":\"Bearer\",\"expires_in\":600}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ExchangeCredential credential(Subject subject, String revocation) {
        ClientAuthentication client = new ClientAuthentication.SecretBasic("gw", () -> Secret.of("client-secret"));
        return new ExchangeCredential(
                "crm",
                new TokenEndpoint(server.errands(), "/token", client, TIMES, () -> now.get()),
                subject,
                new ExchangeCredential.Wanted("https://crm.example", Set.of("tickets"), revocation),
                TIMES,
                () -> now.get(),
                server.threads());
    }

    private Subject signed() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        return new SignedSubject(
                "https://gateway.example",
                "https://as.example",
                new JwtSigning(() -> Secret.of(pem), KEY.id()),
                SignedSubject.DEFAULT_LIFETIME,
                () -> now.get());
    }

    @Test
    void exchangesTheGatewaysWordForTheWorkload() throws Exception {
        ApiLease lease = credential(signed(), "").lease(request("s1"));
        assertThat(authorization(lease)).isEqualTo("Bearer at-for-1");
        var seen = server.seen.getFirst();
        assertThat(seen.form("grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:token-exchange");
        assertThat(seen.form("subject_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:jwt");
        assertThat(seen.form("audience")).isEqualTo("https://crm.example");
        assertThat(seen.form("scope")).isEqualTo("tickets");
        SignedJWT jwt = SignedJWT.parse(seen.form("subject_token"));
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) KEY.pair().getPublic())))
                .isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("gateway-1");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("agent-s1");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("https://gateway.example");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("https://as.example");
        assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOON.plusSeconds(60));
        assertThat(jwt.getJWTClaimsSet().getStringClaim("sallyport_purpose")).isEqualTo("resolve-ticket");
    }

    @Test
    void everySessionHasItsOwn() throws Exception {
        ExchangeCredential credential = credential(signed(), "");
        ApiLease one = credential.lease(request("s1"));
        ApiLease other = credential.lease(request("s2"));
        assertThat(authorization(one)).isNotEqualTo(authorization(other));
        assertThat(SignedJWT.parse(server.seen.getLast().form("subject_token"))
                        .getJWTClaimsSet()
                        .getSubject())
                .isEqualTo("agent-s2");
    }

    @Test
    void aStandingTokenIsExchangedAsItIs() throws Exception {
        Subject standing = Subject.standing(() -> Secret.of("standing-token"), Subject.ACCESS_TOKEN);
        credential(standing, "").lease(request("s1"));
        assertThat(server.seen.getFirst().form("subject_token")).isEqualTo("standing-token");
        assertThat(server.seen.getFirst().form("subject_token_type")).isEqualTo(Subject.ACCESS_TOKEN);
    }

    @Test
    void endsWithItsSession() throws Exception {
        ApiLease lease = credential(signed(), "/revoke").lease(request("s1"));
        lease.close();
        lease.close();
        assertThat(server.seen).hasSize(2);
        assertThat(server.seen.getLast().form("token")).isEqualTo("at-for-1");
    }

    @Test
    void aServerThatFailsIsAFailureThatTellsNoSecret() {
        server.answer(503, "client-secret");
        Throwable failure = catchThrowable(() -> credential(signed(), "/revoke").lease(request("s1")));
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("status 503");
        assertThat(trace(failure)).doesNotContain("client-secret");
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void aRevocationThatFailsIsTriedAgainAndADeadTokenIsNot() throws Exception {
        ApiLease lease = credential(signed(), "/revoke").lease(request("s1"));
        server.answer(503, "at-for-1");
        assertThatThrownBy(lease::close).hasMessage("the authorization server did not revoke a token: status 503");
        now.set(NOON.plusSeconds(600));
        lease.close();
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void aSubjectThatCannotBeHadIsARefusal() {
        Subject missing = _ -> {
            throw new IOException("no subject");
        };
        assertThatThrownBy(() -> credential(missing, "").lease(request("s1"))).hasMessage("no subject");
        assertThat(server.seen).isEmpty();
    }
}
