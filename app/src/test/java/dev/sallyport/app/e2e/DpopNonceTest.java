package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nonces of the gateway in DPoP proofs (RFC 9449 sections 8 and 9), over real TLS.
@Timeout(120)
class DpopNonceTest {

    private static final URI TOKEN = URI.create(Endpointed.ISSUER + "/oauth2/token");
    private static final URI INTROSPECT = URI.create(Endpointed.ISSUER + "/oauth2/introspect");
    private static final String TASK = Endpoint.task("\"targets\":[\"crm\"]");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private final HolderKey key = HolderKey.generate(Kind.ES256);

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> Endpointed.with(yaml).replace("sessions: { ", "sessions: { dpopNonce: 1m, "));
        stage.start();
        Endpointed.passTheSecondOfTheStart();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /// @param nonce empty for none
    private Endpoint showing(URI place, String accessToken, String nonce) throws Exception {
        PlatformToken proof = key.proof("POST", place, accessToken, stage.now());
        PlatformToken whole = nonce.isEmpty() ? proof : proof.claim("nonce", nonce);
        return Endpointed.of(stage).with("DPoP", whole.sign());
    }

    private static void asked(Endpoint.Got got, int status) {
        assertThat(got.status()).as(got.error()).isEqualTo(status);
        assertThat(got.json().path("error").asText()).isEqualTo("use_dpop_nonce");
        assertThat(got.header("DPoP-Nonce")).hasSize(32);
    }

    @Test
    void aProofNeedsTheNonceThatTheFirstAnswerGave() throws Exception {
        Endpoint.Got first = showing(TOKEN, "", "").open(stage.token(), TASK);
        asked(first, 400);
        asked(showing(TOKEN, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").open(stage.token(), TASK), 400);
        Endpoint.Got task = showing(TOKEN, "", first.header("DPoP-Nonce")).open(stage.token(), TASK);
        assertThat(task.status()).as(task.error()).isEqualTo(200);
        assertThat(task.header("DPoP-Nonce")).as("for the next request").hasSize(32);
        asked(showing(TOKEN, "", "").renew(task.token()), 400);
        assertThat(showing(TOKEN, "", task.header("DPoP-Nonce"))
                        .renew(task.token())
                        .status())
                .isEqualTo(200);
    }

    /// RFC 9449 section 9: where the token itself is shown.
    @Test
    void aRequestWithATokenIsChallengedAsAResourceServerDoes() throws Exception {
        String nonce = showing(TOKEN, "", "").open(stage.token(), TASK).header("DPoP-Nonce");
        String token = showing(TOKEN, "", nonce).open(stage.token(), TASK).token();
        Endpoint.Got refused = showing(INTROSPECT, token, "").introspect(token, token);
        asked(refused, 401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("DPoP error=\"use_dpop_nonce\"");
        assertThat(showing(INTROSPECT, token, nonce).introspect(token, token).status())
                .isEqualTo(200);
    }

    @Test
    void anOldNonceIsRefusedAndWhoUsesNoKeyIsAskedForNone() throws Exception {
        String nonce = showing(TOKEN, "", "").open(stage.token(), TASK).header("DPoP-Nonce");
        stage.forward(Duration.ofMinutes(2));
        asked(showing(TOKEN, "", nonce).open(stage.token(), TASK), 400);
        Endpoint.Got plain = Endpointed.of(stage).open(stage.token(), TASK);
        assertThat(plain.status()).as(plain.error()).isEqualTo(200);
        assertThat(plain.header("DPoP-Nonce")).isEmpty();
    }
}
