package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// psql, as it comes: `sslcert` and `sslkey` in place of a password, beside one, and not at all.
@Timeout(120)
class ClientCertificateTest {

    @TempDir
    private static Path folder;

    private static TestGateway enough;
    private static TestGateway beside;
    private static Svid svid;

    private record Said(int code, String text) {}

    @BeforeAll
    static void start() throws Exception {
        SpiffeAuthority authority = SpiffeAuthority.of("example.org", Instant.parse("2026-03-01T12:00:00Z"));
        svid = authority.subordinate().svid("/agent").sign();
        svid.write(folder, "agent");
        Svid own = authority.svid("/gateway").sign();
        SslContext tls = ServerTls.of(own.chain(), own.key(), "postgresql", ClientCertificates.ASKED);
        enough = TestGateway.start(tls, Set.of("crm"));
        beside = TestGateway.start(tls, Set.of());
    }

    @AfterAll
    static void stop() throws Exception {
        enough.close();
        beside.close();
    }

    private static Said psql(TestGateway gateway, boolean certificate, Map<String, String> more) throws Exception {
        Path out = Files.createTempFile(folder, "psql", ".out");
        ProcessBuilder builder = new ProcessBuilder("psql", "-Xw", "-Atc", "select 42")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.putAll(Map.of(
                "HOME", folder.toString(),
                "PGHOST", "127.0.0.1",
                "PGPORT", String.valueOf(gateway.port()),
                "PGUSER", "crm",
                "PGDATABASE", "crm",
                "PGSSLMODE", "require",
                "PGCONNECT_TIMEOUT", "20"));
        if (certificate) {
            environment.put("PGSSLCERT", folder.resolve("agent.crt").toString());
            environment.put("PGSSLKEY", folder.resolve("agent.key").toString());
        }
        environment.putAll(more);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no psql on the PATH");
            throw e;
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("psql did not end: " + Files.readString(out));
        }
        return new Said(process.exitValue(), Files.readString(out).strip());
    }

    private static Attestation last(TestGateway gateway) {
        return gateway.gate().attestations.stream()
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    @Test
    void aCertificateAloneIsEnoughAndNoPasswordIsAskedFor() throws Exception {
        assertThat(psql(enough, true, Map.of())).isEqualTo(new Said(0, "42"));
        assertThat(last(enough)).isEqualTo(new CertificateChain(svid.chain()));
    }

    @Test
    void whoShowsNoneIsAskedForAPassword() throws Exception {
        assertThat(psql(enough, false, Map.of("PGPASSWORD", "good"))).isEqualTo(new Said(0, "42"));
        assertThat(last(enough)).isEqualTo(new BearerToken("good"));
        assertThat(psql(enough, false, Map.of()).text()).contains("password");
    }

    @Test
    void whereItIsNotEnoughItComesBesideTheToken() throws Exception {
        assertThat(psql(beside, true, Map.of("PGPASSWORD", "good"))).isEqualTo(new Said(0, "42"));
        assertThat(last(beside)).isInstanceOfSatisfying(BoundToken.class, both -> {
            assertThat(both.chain()).isEqualTo(svid.chain());
            assertThat(both.token()).isEqualTo("good");
            assertThat(both.peer()).contains("127.0.0.1");
        });
        assertThat(psql(beside, true, Map.of()).text()).contains("password");
    }
}
