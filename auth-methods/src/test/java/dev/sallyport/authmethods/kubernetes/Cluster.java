package dev.sallyport.authmethods.kubernetes;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.oidc.OidcSettings;
import dev.sallyport.authmethods.web.Trust;
import dev.sallyport.testkit.authmethod.SelfSigned;
import dev.sallyport.testkit.identity.FakeApiServer;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// A cluster with an API server, and a gateway's account on it.
final class Cluster implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String SUBJECT = "system:serviceaccount:support:triage";
    static final String OWN = "the-gateways-own-token-1";

    final PlatformIssuer issuer;
    final FakeApiServer server;
    final Path own;
    final Path ca;

    Cluster(Path folder, SelfSigned localhost) throws Exception {
        ca = localhost.pem(folder);
        own = Files.writeString(folder.resolve("token"), OWN + "\n");
        issuer = PlatformIssuer.start(() -> NOW, Kind.ES256);
        server = FakeApiServer.start(issuer, localhost.tls());
        server.knows(OWN, true);
    }

    /// What the API server puts into a token that is bound to a pod (Kubernetes 1.32).
    PlatformToken token() {
        return issuer.token(SUBJECT)
                .audience("sallyport")
                .notBefore(NOW)
                .claim("jti", "7ee52be0-9045-4653-aa5e-0da57b8dccdc")
                .claim(
                        "kubernetes.io",
                        Map.of(
                                "namespace",
                                "support",
                                "node",
                                Map.of("name", "node-1", "uid", "646e7c5e-32d6-4d42-9dbd-e504e6cbe6b1"),
                                "pod",
                                Map.of("name", "triage-7d9f", "uid", "5e0bd49b-f040-43b0-99b7-22765a53f7f3"),
                                "serviceaccount",
                                Map.of("name", "triage", "uid", "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798")));
    }

    ReviewSettings review() throws Exception {
        return new ReviewSettings(
                server.url(),
                Trust.of(ca),
                () -> Secret.of(Files.readString(own)),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                100,
                8);
    }

    KubernetesSettings settings(String where, ReviewSettings review) {
        return new KubernetesSettings("pods", issuer.issuer(), Set.of("sallyport"), TokenRules.DEFAULT, where, review);
    }

    /// The cluster's word alone.
    KubernetesAuthMethod asking(String where) throws Exception {
        return new KubernetesAuthMethod(settings(where, review()), null);
    }

    /// Its keys first.
    KubernetesAuthMethod checkingAndAsking(String where) throws Exception {
        AuthMethod keys = new OidcAuthMethod(
                OidcSettings.of("pods", issuer.issuer(), new KeySource.JwksUrl(issuer.jwksUrl()), "sallyport"));
        return new KubernetesAuthMethod(settings(where, review()), keys);
    }

    @Override
    public void close() {
        server.close();
        issuer.close();
    }
}
