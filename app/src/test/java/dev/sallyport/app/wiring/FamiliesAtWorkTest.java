package dev.sallyport.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.testkit.authmethod.SelfSigned;
import dev.sallyport.testkit.identity.FakeApiServer;
import dev.sallyport.testkit.identity.FakeAuthorizationServer;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the configuration's text to a proven workload, with real files, keys and servers on loopback.
class FamiliesAtWorkTest {

    private static final String OIDC = "oidc: { issuer: \"https://issuer.example\", audience: sallyport }";

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    private AuthMethod method(String proof) {
        LoadResult result = new ConfigurationFile(
                        Given.guard(),
                        Map.of(),
                        RealGrammars.all(),
                        List.of(new RoomChecks()),
                        InstantSource.fixed(Given.NOW))
                .load(Given.PLAIN.replace(OIDC, proof).getBytes(StandardCharsets.UTF_8), folder);
        assertThat(result).as(result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
        Secrets secrets = new Secrets(Given.guard(), Map.of());
        return Catalog.authMethods(((LoadResult.Loaded) result).configuration(), secrets::read, Map.of(), Given.NOW)
                .get("pods");
    }

    private static Authentication answer(AuthMethod method, String token) throws Exception {
        return method.authenticate(new BearerToken(token), Given.NOW);
    }

    private static Workload proven(AuthMethod method, String token) throws Exception {
        assertThat(answer(method, token)).isInstanceOf(Proven.class);
        return ((Proven) answer(method, token)).workload();
    }

    private static void refused(AuthMethod method, String token, RefusalReason reason) throws Exception {
        assertThat(answer(method, token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static PlatformToken pod(PlatformIssuer issuer) {
        return issuer.token("system:serviceaccount:support:triage")
                .audience("sallyport")
                .claim(
                        "kubernetes.io",
                        Map.of(
                                "namespace",
                                "support",
                                "node",
                                Map.of("name", "node-1", "uid", "n-1"),
                                "pod",
                                Map.of("name", "triage-7d9f", "uid", "p-1"),
                                "serviceaccount",
                                Map.of("name", "triage", "uid", "s-1")));
    }

    @Test
    void a_pod_is_known_by_plain_names_by_keys_and_by_review() throws Exception {
        SelfSigned localhost = SelfSigned.in(folder);
        Path own = given.file("own-token", "the-gateways-own", "rw-------");
        String ca = localhost.pem(folder).getFileName().toString();
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> Given.NOW, Kind.ES256);
                FakeApiServer server = FakeApiServer.start(issuer, localhost.tls())) {
            server.knows("the-gateways-own", true);
            String common = "issuer: '" + issuer.issuer() + "', audience: sallyport";
            String review = "review: { server: '" + server.url() + "', ca: " + ca + ", token: 'file:"
                    + own.getFileName() + "' }";
            String where = ", where: 'claims.namespace == \"support\" && claims.pod == \"triage-7d9f\"'";
            String token = pod(issuer).sign();
            for (String keys : List.of("", ", " + review, ", jwksUri: '" + issuer.jwksUrl() + "', " + review)) {
                AuthMethod pods = method("kubernetes: { " + common + keys + " }" + where);
                assertThat(proven(pods, token).claims()).containsEntry("node", "node-1");
                refused(pods, pod(issuer).tamper("sub", "x"), RefusalReason.BAD_SIGNATURE);
            }
            server.delete("pod/p-1");
            refused(method("kubernetes: { " + common + ", " + review + " }"), token, RefusalReason.BAD_SIGNATURE);
        }
    }

    @Test
    void a_run_of_github_is_let_in_by_its_repository() throws Exception {
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> Given.NOW, Kind.RS256)) {
            AuthMethod ci =
                    method("github: { audience: sallyport, url: '" + issuer.issuer() + "', repositories: acme/crm }");
            PlatformToken run = issuer.token("repo:acme/crm:ref:refs/heads/main")
                    .audience("sallyport")
                    .claim("repository", "acme/crm")
                    .claim("repository_id", "74");
            assertThat(proven(ci, run.sign()).countedAs()).endsWith(" 74");
            refused(ci, run.claim("repository", "mallory/crm").sign(), RefusalReason.CONDITION_NOT_MET);
        }
    }

    @Test
    void an_opaque_token_is_asked_about_with_the_files_key_or_secret() throws Exception {
        SigningKey key = SigningKey.generate("gateway-1", Kind.ES256);
        given.file(
                "key.pem",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n",
                "rw-------");
        given.file("secret", "s3cr3t\n", "rw-------");
        try (FakeAuthorizationServer server =
                FakeAuthorizationServer.start(() -> Given.NOW, "gateway", "s3cr3t", key)) {
            server.issue(
                    "2YotnFZFEjr1zCsicMWpAA",
                    Map.of(
                            "aud",
                            "sallyport",
                            "sub",
                            "jdoe",
                            "client_id",
                            "copilot",
                            "scope",
                            "crm.read",
                            "exp",
                            Given.NOW.plusSeconds(60).getEpochSecond()));
            for (String shown : List.of("key: 'file:key.pem', keyId: gateway-1", "secret: 'file:secret'")) {
                AuthMethod copilots = method("oauth: { issuer: '" + server.issuer() + "', audience: sallyport, scopes:"
                        + " crm.read, introspection: { endpoint: '" + server.introspection()
                        + "', clientId: gateway, " + shown + " } }");
                assertThat(proven(copilots, "2YotnFZFEjr1zCsicMWpAA").subject()).isEqualTo("jdoe");
                refused(copilots, "another", RefusalReason.REVOKED);
            }
            assertThat(server.questions()).isEqualTo(4);
        }
    }
}
