package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R18: what an X.509-SVID opened does not outlive its revocation (RFC 5280 section 5), on the wire of a real
/// PostgreSQL.
@Timeout(180)
class RevokedSvidTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";
    private static final String GONE = "no longer proven: the certificate was revoked";

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static SpiffeAuthority domain;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(Files.createDirectory(folder.resolve("database")), Crm.RESOLVE_TICKET);
        domain = SpiffeAuthority.of("example.org", stage.now());
        stage.write("bundle.pem", domain.bundlePem());
        revoke();
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> Endpointed.with(yaml)
                        .replaceFirst(
                                "oidc: .*",
                                "spiffe: { trustDomain: example.org, paths: /ns/support/**, bundle: 'file:bundle.pem',"
                                        + " revocations: 'file:revoked.pem' }")
                        .replaceFirst(" *where: .*\n", "")
                        .replaceFirst("handshake: 2m", "handshake: 2m, reevaluate: 1s"));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @BeforeEach
    void nobodyIsRevoked() throws Exception {
        revoke();
    }

    private static void revoke(X509Certificate... all) throws Exception {
        Instant now = stage.now();
        String list = Base64.getMimeEncoder()
                .encodeToString(domain.revocations(now.minusSeconds(60), now.plus(Duration.ofDays(1)), all)
                        .getEncoded());
        stage.write("revoked.pem", "-----BEGIN X509 CRL-----\n" + list + "\n-----END X509 CRL-----\n");
    }

    private static Connection connect(Svid svid, String name) throws Exception {
        Path certificate = svid.write(folder, name);
        Path key = Files.write(folder.resolve(name + ".pk8"), svid.key().getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return stage.agents().connect("", Map.of("sslcert", certificate.toString(), "sslkey", key.toString()));
    }

    @Test
    void itsOpenSessionEndsAndItsNeighboursGoesOn() throws Exception {
        Svid bad = domain.svid("/ns/support/leaked").sign();
        Svid good = domain.svid("/ns/support/kept").sign();
        try (Connection neighbour = connect(good, "kept");
                Connection gone = connect(bad, "leaked")) {
            Ended ended = Ended.last(stage);
            assertThat(Agents.read(gone, CUSTOMER)).hasSize(1);
            revoke(bad.leaf());
            ended.on(gone, GONE);
            assertThat(Agents.read(neighbour, CUSTOMER)).hasSize(1);
        }
        assertThatThrownBy(() -> connect(bad, "leaked"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("revoked");
    }

    /// The certificate is the proof of the task and what its token is bound to.
    @Test
    void itsTaskEndsToo() throws Exception {
        Svid svid = domain.svid("/ns/support/planner").sign();
        Endpoint endpoint = Endpointed.as(stage, svid);
        Endpoint.Got task = endpoint.post(
                "/oauth2/token",
                "grant_type",
                Endpoint.EXCHANGE,
                "authorization_details",
                Endpoint.task("\"targets\":[\"crm\"]"));
        assertThat(Endpoint.claims(task.token()).path("cnf").path("x5t#S256").asText())
                .isNotEmpty();
        assertThat(endpoint.renew(task.token()).status()).isEqualTo(200);
        revoke(svid.leaf());
        Await.until("the task to end", () -> stage.records(EventKind.TASK_ENDED).size() == 1);
        assertThat(stage.records(EventKind.TASK_ENDED).getLast().text("reason")).startsWith(GONE);
        assertThat(endpoint.renew(task.token()).error()).contains(GONE);
    }
}
