package dev.sallyport.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each key of an auth method is read: the part of [EveryKeyTest] about who is let in.
class AuthMethodKeysTest {

    @TempDir
    Path folder;

    private Configuration configuration;

    @BeforeEach
    void given() {
        configuration = EveryKey.files(Given.in(folder)).loaded(EveryKey.YAML).configuration();
    }

    @Test
    void kubernetesIsOidcWithItsDefaults() {
        Configuration plain = Given.in(folder)
                .loaded(Given.PLAIN.replace("https://issuer.example\"", "https://kubernetes.default.svc\""))
                .configuration();
        Kubernetes kubernetes =
                new Kubernetes("https://kubernetes.default.svc", List.of("sallyport"), null, null, null, null);
        assertThat(kubernetes.oidc()).isEqualTo(plain.authMethods().get("pods").proof());
    }

    @Test
    void authMethodsAreRead() {
        Oidc ci = (Oidc) configuration.authMethods().get("ci").proof();
        assertThat(ci)
                .isEqualTo(new Oidc(
                        "https://ci.example",
                        List.of("sallyport"),
                        new Discovery(true, "https://ci.example/openid"),
                        null,
                        null,
                        List.of(Algorithm.ES384, Algorithm.EDDSA),
                        Duration.ofSeconds(10),
                        new ByteSize(8192),
                        Duration.ofHours(1),
                        "workload",
                        List.of("project", "ref"),
                        Duration.ofSeconds(2),
                        Duration.ofHours(1),
                        5));
        assertThat(Algorithm.EDDSA.headerName()).isEqualTo("EdDSA");
        assertThat(configuration.authMethods().get("pods").where()).isEqualTo("claims.namespace == \"support\"");
    }

    @Test
    void signedRequestsAreRead() {
        assertThat(configuration.authMethods().get("lambdas").proof())
                .isEqualTo(new Aws(
                        "gateway.example",
                        List.of("111122223333", "444455556666"),
                        List.of("triage-*"),
                        List.of("eu-central-1"),
                        URI.create("https://sts.internal"),
                        true,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(1),
                        4,
                        new ByteSize(8192),
                        new ByteSize(16 << 10),
                        9));
    }

    private Proof proof(String name) {
        return configuration.authMethods().get(name).proof();
    }

    @Test
    void theApiServerIsAskedAloneUnlessKeysAreGiven() {
        Kubernetes reviewed = (Kubernetes) proof("reviewed");
        assertThat(reviewed.review())
                .isEqualTo(new Review(
                        URI.create("https://k8s.example:6443"),
                        folder.resolve("ca.pem"),
                        new SecretReference.File(folder.resolve("crm-admin")),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3)));
        assertThat(reviewed.hasKeys()).isFalse();
        assertThat(((Kubernetes) proof("pods")).hasKeys()).isTrue();
        URI keys = URI.create("https://k8s.example/keys");
        assertThat(new Kubernetes("i", List.of("a"), null, keys, null, reviewed.review()).hasKeys())
                .isTrue();
    }

    @Test
    void accessTokensAreRead() {
        SecretReference secret = new SecretReference.File(folder.resolve("crm-admin"));
        assertThat(proof("copilots"))
                .isEqualTo(new Oauth(
                        "https://as.example",
                        List.of("sallyport", "gateway"),
                        null,
                        null,
                        null,
                        new Introspection(
                                URI.create("https://as.example/introspect"),
                                folder.resolve("ca.pem"),
                                "gateway",
                                secret,
                                "gateway-1",
                                null,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(3)),
                        List.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA),
                        List.of("crm.read"),
                        List.of("copilot"),
                        true,
                        true,
                        Duration.ofSeconds(30),
                        "username",
                        List.of("client_id")));
        assertThat(((Oauth) proof("opaque")).introspection())
                .extracting(Introspection::secret, Introspection::key)
                .containsExactly(secret, null);
        assertThat(((Oauth) proof("signed")).algorithms()).containsExactly(Algorithm.ES256);
        assertThat(keysOf("signed"))
                .isEqualTo(new KeySource.Discovered(
                        URI.create("https://as.example/.well-known/oauth-authorization-server")));
        assertThat(keysOf("jwks")).isEqualTo(new KeySource.InFile(folder.resolve("keys.jwks")));
        assertThat(keysOf("jwksuri")).isEqualTo(new KeySource.Fetched(URI.create("https://as.example/keys")));
    }

    @Test
    void platformsAreRead() {
        List<String> us = List.of("sallyport");
        assertThat(proof("github"))
                .isEqualTo(new Github(
                        us,
                        "https://github.acme.example/_services/token",
                        "acme",
                        List.of("acme/crm"),
                        List.of("74"),
                        List.of("acme", "acme-labs"),
                        List.of("refs/heads/main"),
                        List.of("production"),
                        List.of("acme/ci/.github/workflows/agent.yml@refs/heads/main"),
                        true));
        assertThat(proof("gitlab"))
                .isEqualTo(new Gitlab(
                        us,
                        "https://gitlab.acme.example",
                        List.of("acme/crm"),
                        List.of("20"),
                        List.of("acme"),
                        List.of("main"),
                        List.of("production"),
                        false));
        assertThat(proof("gcp"))
                .isEqualTo(new Gcp(us, List.of("triage@acme.iam.gserviceaccount.com"), List.of("acme")));
        assertThat(proof("azure"))
                .isEqualTo(new Azure(
                        List.of("6e74172b-be56-4843-9ff4-e66a39bb12e3"),
                        "72f988bf-86f1-41af-91ab-2d7cd011db47",
                        1,
                        URI.create("https://login.microsoftonline.us"),
                        List.of("6e74172b-be56-4843-9ff4-e66a39bb12e4"),
                        List.of("6e74172b-be56-4843-9ff4-e66a39bb12e5")));
        assertThat(proof("terraform"))
                .isEqualTo(new Terraform(
                        us,
                        "https://terraform.acme.example",
                        "acme",
                        List.of("crm"),
                        List.of("prod"),
                        List.of("ws-mbsd5E3Ktt5Rg2Xm"),
                        List.of("apply")));
    }

    @Test
    void keysComeFromOnePlace() {
        assertThat(keysOf("pods")).isEqualTo(new KeySource.InFile(folder.resolve("keys.jwks")));
        assertThat(keysOf("cluster")).isEqualTo(new KeySource.Discovered(URI.create("https://k8s.example/discovery")));
        assertThat(keysOf("second")).isEqualTo(new KeySource.Fetched(URI.create("https://k8s.example/keys")));
        Oidc plain = new Kubernetes("https://k8s.example/", List.of("a"), null, null, null, null).oidc();
        assertThat(KeySource.of(plain))
                .isEqualTo(
                        new KeySource.Discovered(URI.create("https://k8s.example/.well-known/openid-configuration")));
    }

    private KeySource keysOf(String name) {
        return KeySource.of(((WebToken) configuration.authMethods().get(name).proof()).oidc());
    }
}
