package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authmethods.aws.AwsCredentials;
import dev.sallyport.authmethods.aws.SignedIdentity;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A signed `GetCallerIdentity` request opens a task at the session endpoint, over real TLS.
@Timeout(120)
class AwsTaskTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final StsPrincipal FUNCTION = StsPrincipal.assumedRole("111122223333", "triage", "i-1");
    private static final StsPrincipal OTHER = StsPrincipal.assumedRole("111122223333", "payroll", "i-2");
    private static final String TYPE = "urn:sallyport:token-type:aws";
    private static final String TASK = Endpoint.task("\"targets\":[\"crm\"]");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static SigningSts sts;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        sts = SigningSts.start(CLOCK);
        sts.knows(FUNCTION);
        sts.knows(OTHER);
        String aws = "aws: { audience: gateway.example, accounts: '111122223333', roles: triage,"
                + " regions: eu-central-1, endpoint: '" + sts.endpoint() + "' }";
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> Endpointed.with(yaml)
                        .replaceFirst("oidc: .*", aws)
                        .replaceFirst(" *where: .*\n", "")
                        .replaceFirst("handshake: 2m", "handshake: 2m, reevaluate: 1s"));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        sts.close();
    }

    /// A moment later than the start, as what was signed before it is refused.
    private static String signed(StsPrincipal principal) {
        AwsCredentials credentials =
                new AwsCredentials(principal.accessKey(), principal.secretKey(), principal.sessionToken());
        return new SignedIdentity(credentials, "eu-central-1", "gateway.example")
                .text(CLOCK.instant().plusSeconds(1), UUID.randomUUID().toString());
    }

    private static Endpoint.Got open(String proof) throws Exception {
        return Endpointed.of(stage)
                .post(
                        "/oauth2/token",
                        "grant_type",
                        Endpoint.EXCHANGE,
                        "subject_token",
                        proof,
                        "subject_token_type",
                        TYPE,
                        "authorization_details",
                        TASK);
    }

    /// R18: a request that can be sent once is not sent again when the task is re-evaluated; it holds until its end.
    @Test
    void aSignedRequestOpensOneTaskThatIsKeptByTokensOfOurs() throws Exception {
        String proof = signed(FUNCTION);
        Endpoint.Got task = open(proof);
        assertThat(task.status()).as(task.error()).isEqualTo(200);
        assertThat(Endpoint.claims(task.token()).path("sub").asText()).contains("assumed-role/triage/i-1");
        try (Connection connection = stage.agents().connect(task.token())) {
            assertThat(Agents.read(connection, "SELECT name FROM customers WHERE id = 42"))
                    .containsExactly("Customer 42");
        }
        int asked = sts.received().size();
        Endpoint.Got again = open(proof);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).contains("presented before");
        assertThat(sts.received()).hasSize(asked);
        Thread.sleep(2500);
        assertThat(Endpointed.of(stage).renew(task.token()).status())
                .as("re-evaluated twice by now")
                .isEqualTo(200);
        assertThat(stage.records(EventKind.TASK_OPENED)).hasSize(1);
        Endpointed.recorded(stage, again, "REPLAYED");
        assertThat(stage.records(EventKind.REFUSED).toString()).doesNotContain(proof, FUNCTION.sessionToken());
    }

    @Test
    void anotherRoleAndAForgedRequestAreRefused() throws Exception {
        assertThat(open(signed(OTHER)).error()).contains("not one of the accepted roles");
        StsPrincipal unknown = StsPrincipal.assumedRole("111122223333", "triage", "i-9");
        Endpoint.Got refused = open(signed(unknown));
        assertThat(refused.status()).isEqualTo(400);
        Endpointed.recorded(stage, refused, "BAD_SIGNATURE");
    }
}
