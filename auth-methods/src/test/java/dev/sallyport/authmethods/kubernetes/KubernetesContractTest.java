package dev.sallyport.authmethods.kubernetes;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.authmethod.SelfSigned;
import dev.sallyport.testkit.generate.Generators;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KubernetesContractTest implements AuthMethodContract {

    private static Cluster cluster;
    private static KubernetesAuthMethod method;
    private static String good;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        cluster = new Cluster(folder, SelfSigned.in(folder));
        method = cluster.asking("");
        good = cluster.token().sign();
    }

    @AfterAll
    static void stop() throws Exception {
        method.close();
        cluster.close();
    }

    @Override
    public KubernetesAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return Cluster.NOW;
    }

    @Override
    public Attestation good() {
        return new BearerToken(good);
    }

    @Override
    public Instant goodUntil() {
        return Cluster.NOW.plus(Duration.ofMinutes(10));
    }

    @Override
    public Attestation expired() {
        return new BearerToken(cluster.token().validFor(Duration.ofHours(-1)).sign());
    }

    @Override
    public Attestation tampered() {
        return new BearerToken(cluster.token().tamper("sub", "system:serviceaccount:payroll:admin"));
    }

    @Override
    public Attestation foreign() {
        return new BearerToken(
                cluster.token().claim("iss", "https://issuer.example").sign());
    }

    @Override
    public Attestation forAnotherAudience() {
        return new BearerToken(
                cluster.token().audience("https://kubernetes.default.svc").sign());
    }

    @Override
    public Attestation ofAnotherKind() {
        return new Attestation.CertificateChain(List.of());
    }

    @Override
    public Attestation huge() {
        return new BearerToken(
                cluster.token().claim("padding", "x".repeat(20_000)).sign());
    }

    @Override
    public Attestation hostile(Generators some) {
        byte[] bytes = some.oneIn(3) ? some.bytes(20_000) : some.damaged(good.getBytes(StandardCharsets.ISO_8859_1));
        return new BearerToken(some.oneIn(4) ? some.text(200) : new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof BearerToken(String token)
                ? Stream.concat(
                                Stream.of(Cluster.OWN),
                                Arrays.stream(token.split("\\.")).filter(part -> part.length() > 20))
                        .toList()
                : List.of(Cluster.OWN);
    }
}
