package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.TargetTls;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.target.TargetSettings.Tls;
import dev.sallyport.postgres.target.TargetSettings.Tls.Mode;
import dev.sallyport.postgres.target.TimeLimits;
import dev.sallyport.postgres.target.WitnessSettings;
import dev.sallyport.transport.EventLoops;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS from the gateway to a target: a session's own connection, and the gateway's connections for itself.
@Timeout(120)
class TargetTlsTest {

    private static final byte[] SSL_REQUEST = RawClient.join(RawClient.int4(8), RawClient.int4(80877103));
    private static final String REFUSED = "E:08001:the target cannot be reached safely: its TLS is not accepted EOF";

    @TempDir
    private static Path folder;

    private static final ScramSecret LEASE = ScramSecret.known("lease-password");
    private static X509Bundle authority;
    private static String trusted;
    private static String foreign;
    private static TlsServer server;
    private static TlsServer expired;
    private static EventLoops loops;
    private static SqlGrammar grammar;
    private static ExecutorService blocking;

    @BeforeAll
    static void start() throws Exception {
        authority = authority("CN=ours");
        trusted = pem("ours.crt", authority);
        foreign = pem("theirs.crt", authority("CN=theirs"));
        server = new TlsServer(certificate(Instant.now().plus(Duration.ofDays(1))), LEASE);
        expired = new TlsServer(certificate(Instant.now().minus(Duration.ofMinutes(1))), LEASE);
        loops = EventLoops.start(1);
        grammar = TestGrammar.create();
        blocking = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() throws Exception {
        loops.close();
        grammar.close();
        blocking.close();
        server.close();
        expired.close();
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject(name)
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static String pem(String name, X509Bundle bundle) throws Exception {
        return Files.writeString(folder.resolve(name), bundle.getCertificatePEM())
                .toString();
    }

    /// For `localhost` by name, and not for its address.
    private static X509Bundle certificate(Instant notAfter) throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .notBefore(Instant.now().minus(Duration.ofDays(2)))
                .notAfter(notAfter)
                .buildIssuedBy(authority);
    }

    /// What an agent hears that is sent to this target.
    private static String session(String host, int port, Tls tls) throws Exception {
        Route route = PlainRoute.of(
                "crm",
                host,
                port,
                "postgres",
                TargetTls.of(tls),
                true,
                65536,
                Duration.ofSeconds(30),
                TestGrammar.CEILINGS,
                role -> Optional.of(TestGrammar.view()),
                () -> CompletableFuture.completedFuture(null));
        Reach reach = new Reach(Map.of("crm", route), null, TestGateway.LIMITS);
        try (Listener listener = PostgresListener.open(
                        new ListenAddress("127.0.0.1", 0),
                        loops,
                        new ScriptedGate("lease", LEASE),
                        grammar,
                        () -> reach,
                        new Stock(loops, blocking),
                        blocking);
                RawClient client = new RawClient(listener.address().port())) {
            client.send(RawClient.startup(196608, "crm"));
            return client.logIn("good");
        }
    }

    /// What the gateway's own account is told there.
    private static boolean admin(String host, int port, Tls tls) throws TargetException {
        TargetSettings settings = new TargetSettings(
                "crm",
                host,
                port,
                "postgres",
                new TargetSettings.Admin(TlsServer.ADMIN, Secret.of(TlsServer.ADMIN_PASSWORD)),
                tls,
                List.of("public"),
                Map.of(),
                Map.of(),
                LeaseSettings.defaults("gw1"),
                TimeLimits.of(LeaseSettings.defaults("gw1")),
                true,
                65536,
                WitnessSettings.OFF,
                0);
        try (AdminLine line = new AdminLine(settings)) {
            return line.read(
                    "look",
                    session -> session.first(AdminStatement.PUBLIC_CONNECTS.with(), row -> row.getBoolean(1))
                            .orElse(false));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void theRightAuthorityAndNamePass(Mode mode) throws Exception {
        assertThat(session("localhost", server.port(), new Tls(mode, trusted))).isEqualTo("ZI");
        assertThat(admin("localhost", server.port(), new Tls(mode, trusted))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"VERIFY_CA", "VERIFY_FULL"})
    void anotherAuthorityIsRefused(Mode mode) throws Exception {
        assertThat(session("localhost", server.port(), new Tls(mode, foreign))).isEqualTo(REFUSED);
        assertThatThrownBy(() -> admin("localhost", server.port(), new Tls(mode, foreign)))
                .hasMessageContaining("targets.crm")
                .hasMessageContaining("SSL error");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"VERIFY_CA", "VERIFY_FULL"})
    void theAuthoritiesOfTheJdkDoNotKnowIt(Mode mode) throws Exception {
        assertThat(session("localhost", server.port(), new Tls(mode, null))).isEqualTo(REFUSED);
        assertThatThrownBy(() -> admin("localhost", server.port(), new Tls(mode, null)))
                .hasMessageContaining("SSL error");
    }

    @Test
    void anotherNameIsRefusedByVerifyFullOnly() throws Exception {
        Tls full = new Tls(Mode.VERIFY_FULL, trusted);
        assertThat(session("127.0.0.1", server.port(), full)).isEqualTo(REFUSED);
        assertThatThrownBy(() -> admin("127.0.0.1", server.port(), full)).hasMessageContaining("127.0.0.1");
        Tls ca = new Tls(Mode.VERIFY_CA, trusted);
        assertThat(session("127.0.0.1", server.port(), ca)).isEqualTo("ZI");
        assertThat(admin("127.0.0.1", server.port(), ca)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"VERIFY_CA", "VERIFY_FULL"})
    void anExpiredCertificateIsRefused(Mode mode) throws Exception {
        Tls tls = new Tls(mode, trusted);
        assertThat(session("localhost", expired.port(), tls)).isEqualTo(REFUSED);
        assertThatThrownBy(() -> admin("localhost", expired.port(), tls)).hasMessageContaining("SSL error");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void aServerWithoutTlsIsRefused(Mode mode) throws Exception {
        try (EmbeddedPostgres plain = EmbeddedPostgres.start()) {
            Tls tls = new Tls(mode, trusted);
            assertThat(session("localhost", plain.getPort(), tls)).isEqualTo(REFUSED);
            assertThatThrownBy(() -> admin("localhost", plain.getPort(), tls)).hasMessageContaining("SSL");
        }
    }

    /// Whoever answers in another way, or stuffs bytes behind its yes, hears nothing but the request for TLS.
    @ParameterizedTest
    @ValueSource(strings = {"N", "E\0\0\0\5\0", "SR\0\0\0\10\0\0\0\3", "S\0\0\0"})
    void whoeverDoesNotBeginTlsHearsNothing(String answer) throws Exception {
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        Tls tls = new Tls(Mode.REQUIRE, null);
        try (FalseTarget target = new FalseTarget(bytes)) {
            assertThat(session("localhost", target.port(), tls)).isEqualTo(REFUSED);
            assertThat(target.heard()).isEqualTo(SSL_REQUEST);
        }
    }

    @Test
    void theGatewaysOwnAccountSaysNothingInClearTextEither() throws Exception {
        Tls tls = new Tls(Mode.REQUIRE, null);
        try (FalseTarget target = new FalseTarget(new byte[] {'N'})) {
            assertThatThrownBy(() -> admin("localhost", target.port(), tls)).hasMessageContaining("SSL");
            assertThat(target.heard()).isEqualTo(SSL_REQUEST);
        }
    }

    /// `require` asks nobody for a name; the proof of the lease is bound to the certificate
    /// nevertheless, so it is worth nothing to whoever passes it on.
    @Test
    void theProofIsBoundToTheCertificate() throws Exception {
        Tls tls = new Tls(Mode.REQUIRE, null);
        try (TlsRelay relay = new TlsRelay(certificate(Instant.now().plus(Duration.ofDays(1))), server.port(), true)) {
            assertThat(session("localhost", relay.port(), tls)).startsWith("E:08001:the target refused the session");
            assertThat(relay.heard()).contains("SCRAM-SHA-256-PLUS").contains("p=tls-server-end-point");
            assertThatThrownBy(() -> admin("localhost", relay.port(), tls)).isInstanceOf(TargetException.class);
        }
    }

    /// A server over TLS that offers no channel binding is somebody in between: no byte of SCRAM is sent.
    @Test
    void aDowngradeIsRefused() throws Exception {
        Tls tls = new Tls(Mode.VERIFY_FULL, trusted);
        try (TlsRelay relay = new TlsRelay(certificate(Instant.now().plus(Duration.ofDays(1))), server.port(), false)) {
            assertThat(session("localhost", relay.port(), tls)).startsWith("E:08001:the target refused the session");
            assertThat(relay.heard()).contains("lease").doesNotContain("SCRAM");
            assertThatThrownBy(() -> admin("localhost", relay.port(), tls)).hasMessageContaining("hannel binding");
            assertThat(relay.heard()).contains(TlsServer.ADMIN).doesNotContain("SCRAM");
        }
    }
}
