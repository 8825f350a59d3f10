package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.authmethods.aws.AwsCredentials;
import dev.sallyport.authmethods.aws.SignedIdentity;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workload of AWS queries PostgreSQL with nothing but what it signed in the place of the password.
class AwsTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final StsPrincipal FUNCTION = StsPrincipal.assumedRole("111122223333", "triage", "i-1");
    private static final StsPrincipal OTHER = StsPrincipal.assumedRole("111122223333", "payroll", "i-2");

    @TempDir
    private Path folder;

    /// A moment later than the start, as what was signed before it is refused.
    private static String signed(StsPrincipal principal) {
        Instant at = CLOCK.instant().plusSeconds(1);
        AwsCredentials credentials =
                new AwsCredentials(principal.accessKey(), principal.secretKey(), principal.sessionToken());
        return new SignedIdentity(credentials, "eu-central-1", "gateway.example")
                .text(at, UUID.randomUUID().toString());
    }

    private static UnaryOperator<String> trusting(SigningSts sts, String window) {
        String aws = "aws: { audience: gateway.example, accounts: '111122223333', roles: triage,"
                + " regions: eu-central-1, window: " + window + ", endpoint: '" + sts.endpoint() + "' }";
        return yaml -> yaml.replaceFirst("oidc: .*", aws).replaceFirst(" *where: .*\n", "");
    }

    private static void queries(E2eStage stage, String text) throws SQLException {
        try (Connection connection = stage.agents().connect(text)) {
            assertThat(Agents.read(connection, "SELECT name FROM customers WHERE id = 42"))
                    .hasSize(1);
        }
    }

    /// R17, R18: also across a reload, of which the agents notice nothing.
    @Test
    void whatWasSignedOpensOneSession() throws Exception {
        try (SigningSts sts = SigningSts.start(CLOCK);
                E2eStage stage = E2eStage.set(folder, Crm.RESOLVE_TICKET)) {
            sts.knows(FUNCTION);
            sts.knows(OTHER);
            stage.configure(Crm.RESOLVE_TICKET, trusting(sts, "5m"));
            stage.start();
            String text = signed(FUNCTION);
            queries(stage, text);
            assertThatThrownBy(() -> queries(stage, text)).hasMessageContaining("presented before");
            stage.configure(Crm.RESOLVE_TICKET, trusting(sts, "4m"));
            assertThat(stage.admin()
                            .send("POST", "/v1/reload", Role.CONFIGURE, MissingNode.getInstance())
                            .ok())
                    .isTrue();
            assertThatThrownBy(() -> queries(stage, text)).hasMessageContaining("presented before");
            queries(stage, signed(FUNCTION));
            assertThatThrownBy(() -> queries(stage, signed(OTHER)))
                    .hasMessageContaining("not one of the accepted roles");
            assertThat(stage.records(EventKind.SESSION_OPENED))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.json().toString())
                            .contains("assumed-role/triage/i-1")
                            .doesNotContain(text)
                            .doesNotContain(FUNCTION.sessionToken()));
        }
    }
}
