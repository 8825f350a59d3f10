package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import dev.sallyport.trail.line.EventKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R17: tokens that are bound to their holder's key by DPoP (RFC 9449), at the session endpoint over real TLS: the
/// platform's, which open a task, and ours, which it gives out.
@Timeout(180)
class BoundToKeyTest {

    private static final URI TOKEN = URI.create(Endpointed.ISSUER + "/oauth2/token");
    private static final URI INTROSPECT = URI.create(Endpointed.ISSUER + "/oauth2/introspect");
    private static final String TASK = Endpoint.task("\"targets\":[\"crm\"]");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static PlatformIssuer server;
    private final HolderKey key = HolderKey.generate(Kind.ES256);

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(Files.createDirectory(folder.resolve("database")), Crm.RESOLVE_TICKET);
        server = PlatformIssuer.start(stage::now, Kind.ES256);
        stage.write("copilots.json", server.jwks());
        String copilots = "  copilots: { oauth: { issuer: '" + server.issuer() + "', audience: sallyport,"
                + " jwks: 'file:copilots.json' } }\ntargets:";
        stage.configure(
                Crm.RESOLVE_TICKET.replace(
                        "access:\n",
                        "access:\n  - { name: copilots, from: copilots, to: crm, as: support, purposes: [resolve-ticket] }\n"),
                yaml -> Endpointed.with(yaml)
                        .replaceFirst("targets:", copilots)
                        .replaceFirst("handshake: 2m", "handshake: 2m, reevaluate: 1s"));
        stage.start();
        Endpointed.passTheSecondOfTheStart();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        server.close();
    }

    /// @param accessToken that the proof goes with; empty for a token request
    private static Endpoint showing(HolderKey key, URI place, String accessToken) throws Exception {
        return Endpointed.of(stage)
                .with("DPoP", key.proof("POST", place, accessToken, stage.now()).sign());
    }

    private String open() throws Exception {
        Endpoint.Got got = showing(key, TOKEN, "").open(stage.token(), TASK);
        assertThat(got.status()).as(got.error()).isEqualTo(200);
        assertThat(got.json().path("token_type").asText()).isEqualTo("DPoP");
        return got.token();
    }

    /// A stolen token is no use: neither at the endpoint nor in a password slot, where no proof can be shown.
    @Test
    void aProofBindsTheSessionTokenToItsKey() throws Exception {
        String token = open();
        assertThat(Endpoint.claims(token).path("cnf").path("jkt").asText()).isEqualTo(key.thumbprint());
        assertThat(stage.records(EventKind.TASK_OPENED).getLast().json().toString())
                .contains("dpop");
        HolderKey thief = HolderKey.generate(Kind.ES256);
        assertThat(Endpointed.of(stage).renew(token).error()).contains("a proof of it (DPoP) was not shown");
        assertThat(showing(thief, TOKEN, "").renew(token).error()).contains("another key");
        assertThatThrownBy(() -> stage.agents().connect(token)).hasMessageContaining("NOT_THE_HOLDER");
        Endpoint.Got fresh = showing(key, TOKEN, "").renew(token);
        assertThat(fresh.status()).as(fresh.error()).isEqualTo(200);
        assertThat(Endpoint.claims(fresh.token()).path("cnf").path("jkt").asText())
                .isEqualTo(key.thumbprint());
    }

    /// RFC 9449 section 7: with a token, the proof names that token.
    @Test
    void itsHolderLooksIntoItWithAProofOfTheToken() throws Exception {
        String token = open();
        Endpoint.Got looked = showing(key, INTROSPECT, token).introspect(token, token);
        assertThat(looked.status()).as(looked.error()).isEqualTo(200);
        assertThat(looked.json().path("token_type").asText()).isEqualTo("DPoP");
        assertThat(showing(key, INTROSPECT, "another").introspect(token, token).status())
                .isEqualTo(401);
        assertThat(Endpointed.of(stage).introspect(token, token).status()).isEqualTo(401);
    }

    @Test
    void aProofCountsOnceAndForThisRequestOnly() throws Exception {
        Endpoint once = showing(key, TOKEN, "");
        assertThat(once.open(stage.token(), TASK).status()).isEqualTo(200);
        Endpoint.Got again = once.open(stage.token(), TASK);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).startsWith("invalid_dpop_proof: ");
        Endpointed.recorded(stage, again, "REPLAYED");
        assertThat(showing(key, INTROSPECT, "").open(stage.token(), TASK).error())
                .startsWith("invalid_dpop_proof: the proof was made for another address");
        assertThat(Endpointed.of(stage)
                        .with("DPoP", "nonsense")
                        .open(stage.token(), TASK)
                        .error())
                .startsWith("invalid_dpop_proof: ");
    }

    /// An access token of the platform that is itself bound opens a task with its own key alone, and R18: the used
    /// proof is not asked for again when the task is re-evaluated, the token is.
    @Test
    void aBoundAccessTokenOpensATaskAndIsAskedAboutAgain() throws Exception {
        String access = server.token("copilot-7")
                .audience("sallyport")
                .header("typ", "at+jwt")
                .claim("client_id", "copilot")
                .claim("jti", "one")
                .claim("cnf", Map.of("jkt", key.thumbprint()))
                .sign();
        assertThat(showing(HolderKey.generate(Kind.ES256), TOKEN, access)
                        .open(access, TASK)
                        .error())
                .contains("another key than the token's");
        Endpoint.Got got = showing(key, TOKEN, access).open(access, TASK);
        assertThat(got.status()).as(got.error()).isEqualTo(200);
        assertThat(Endpoint.claims(got.token()).path("auth_method").asText()).isEqualTo("copilots");
        String task = Endpoint.claims(got.token()).path("grant").asText();
        Thread.sleep(2500);
        assertThat(ended()).as("re-evaluated twice by now").doesNotContain(task);
        server.rotate(Kind.ES256);
        server.retireOldKeys();
        stage.write("copilots.json", server.jwks());
        Await.until("the task to end with the key that signed its token", () -> ended().contains(task));
    }

    /// The grants whose end the trail knows.
    private static List<String> ended() {
        return stage.records(EventKind.TASK_ENDED).stream()
                .map(record -> record.text("grant"))
                .toList();
    }
}
