package dev.sallyport.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with the files that a configuration names is told by `check`, all of it together.
class FileContentsTest {

    private static final Instant NOW = Given.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:6432", http: "127.0.0.1:8443" }
            tls: { certificate: server.crt, key: "file:server.key" }
            authMethods:
              pods: { oidc: { issuer: "https://issuer.example", audience: sallyport, jwks: "file:keys.json" } }
              mesh:
                spiffe: { trustDomain: example.org, paths: /ns/**, audience: sallyport, bundle: "file:bundle.pem",
                          revocations: "file:revoked.pem" }
            orchestrators:
              desk: { issuer: "https://desk.example", jwks: "file:keys.json" }
            targets:
              crm:
                postgres: { address: "db.example:5432", database: crm, admin: "file:crm-admin", ca: ca.pem, minting: functions }
                roles: { support: [ SELECT ON customers ] }
              shop:
                http:
                  address: "https://shop.example"
                  ca: ca.pem
                  credential: { header: { name: x-key, value: "file:models-key" } }
                roles: { support: [ GET /orders ] }
              code:
                http:
                  address: "https://code.example"
                  credential: { github: { appId: "1", installationId: "2", privateKey: "file:app-key" } }
                roles: { support: [ GET /repos ] }
              models:
                llm: { dialect: openai, address: "https://models.example", key: "file:models-key" }
                roles: { support: [ small ] }
            access:
              - { from: pods, to: crm, as: support, purposes: [look] }
              - { from: mesh, to: crm, as: support, purposes: [look] }
              - { from: pods, to: shop, as: support, purposes: [look] }
              - { from: pods, to: code, as: support, purposes: [look] }
              - { from: pods, to: models, as: support, purposes: [look] }
            purposes:
              look:
                description: look at customers
                allow:
                  - { read: crm/customers, atMost: { perSession: 5, perHour: 20 } }
            """;

    @TempDir
    Path folder;

    private final SpiffeAuthority authority = SpiffeAuthority.of("example.org", NOW);
    private Given given;

    @BeforeEach
    void given() throws Exception {
        given = Given.in(folder);
        certificate(
                authority.svid("/gateway").valid(NOW.minus(DAY), NOW.plus(DAY)).sign());
        var key = SigningKey.generate("k", SigningKey.Kind.ES256).toPublicJwk();
        given.file("keys.json", "{\"keys\":[" + key.toJSONString() + "]}", "rw-r--r--");
        given.file("bundle.pem", authority.bundlePem(), "rw-r--r--");
        given.file("ca.pem", authority.bundlePem(), "rw-r--r--");
        given.file("revoked.pem", pem(authority.revocations(NOW.minus(DAY), NOW.plus(DAY))), "rw-r--r--");
        given.file("models-key", "sk-0123456789abcdef", "rw-------");
        given.file("app-key", rsa(2048), "rw-------");
    }

    private void certificate(Svid shown) {
        given.file("server.crt", shown.chainPem(), "rw-r--r--");
        given.file("server.key", shown.keyPem(), "rw-------");
    }

    private static String rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
    }

    private static String pem(X509CRL list) throws Exception {
        return pem("X509 CRL", list.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private List<String> problems() {
        InstantSource clock = InstantSource.fixed(NOW);
        LoadResult result = new ConfigurationFile(
                        Given.guard(),
                        Map.of(),
                        RealGrammars.all(),
                        List.of(new RoomChecks(), new FileContents(new Secrets(Given.guard(), Map.of()), clock)),
                        clock)
                .load(YAML.getBytes(StandardCharsets.UTF_8), folder);
        return result.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatCanBeUsedIsNotTalkedAbout() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void everythingThatAStartWouldRefuseIsToldTogether() {
        for (String file : List.of("server.crt", "keys.json", "bundle.pem", "ca.pem", "revoked.pem"))
            given.file(file, "hunter2", "rw-r--r--");
        for (String file : List.of("server.key", "crm-admin")) given.file(file, "hunter2", "rw-------");
        given.file("models-key", "hunt", "rw-------");

        assertThat(problems())
                .satisfiesExactlyInAnyOrder(
                        told -> assertThat(told).startsWith("tls.certificate: no certificates in PEM form"),
                        told -> assertThat(told)
                                .startsWith("authMethods.pods.oidc.jwks: what it vouches for is refused"),
                        told -> assertThat(told)
                                .startsWith("authMethods.mesh.spiffe.bundle: what it vouches for is refused"),
                        told -> assertThat(told)
                                .startsWith("authMethods.mesh.spiffe.revocations: what it vouches for is refused"),
                        told -> assertThat(told).startsWith("orchestrators.desk.jwks: what it vouches for is refused"),
                        told -> assertThat(told)
                                .startsWith("targets.crm.postgres.admin: the secret does not read user:password"),
                        told -> assertThat(told).startsWith("targets.crm.postgres.ca: "),
                        told -> assertThat(told).startsWith("targets.shop.http.ca: "),
                        told -> assertThat(told)
                                .startsWith("targets.shop.http.credential.header.value: the secret is shorter than"),
                        told -> assertThat(told).startsWith("targets.models.llm.key: the secret is shorter than"))
                .allSatisfy(told -> assertThat(told).doesNotContain("hunt"));
    }

    @Test
    void theKeyOfAnotherCertificateIsFound() {
        given.file("server.key", authority.svid("/other").sign().keyPem(), "rw-------");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tls.certificate: the key is not that of the certificate");
    }

    @Test
    void aCertificateThatEndedIsWarnedOf() {
        certificate(authority
                .svid("/gateway")
                .valid(NOW.minus(DAY.multipliedBy(2)), NOW.minus(DAY))
                .sign());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tls.certificate: nobody accepts it any more, renew it: it ended `" + NOW.minus(DAY) + "`");
    }

    @Test
    void revocationListsThatHadTheirTimeAreWarnedOf() throws Exception {
        given.file(
                "revoked.pem", pem(authority.revocations(NOW.minus(DAY.multipliedBy(2)), NOW.minus(DAY))), "rw-r--r--");
        assertThat(problems()).singleElement().asString().contains("a revocation list is out of date");
    }

    /// It would end the field and begin another one.
    @Test
    void aSecretThatCannotStandInAFieldIsRefused() {
        given.file("models-key", "sk-0123456789\r\nx-more: yes", "rw-------");
        assertThat(problems())
                .satisfiesExactlyInAnyOrder(
                        told -> assertThat(told)
                                .startsWith("targets.shop.http.credential.header.value: the secret has a character"),
                        told -> assertThat(told).startsWith("targets.models.llm.key: the secret has a character"));
    }

    @Test
    void aKeyThatNoTokenCanBeSignedWithIsWarnedOf() throws Exception {
        for (String key : List.of("hunter2", rsa(1024), "")) {
            given.file("app-key", key, "rw-------");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "targets.code.http.credential.github.privateKey: no session gets a token: the gateway's own")
                    .doesNotContain("hunter2");
        }
    }

    /// A file that others may write is not read besides.
    @Test
    void aFileThatMayNotBeUsedIsNotLookedInto() {
        given.file("ca.pem", "hunter2", "rw-rw-rw-");
        given.file("crm-admin", "hunter2", "rw-r--r--");
        assertThat(problems())
                .hasSize(3)
                .allSatisfy(told -> assertThat(told).containsAnyOf("can be written by", "can be read or written by"));
    }
}
