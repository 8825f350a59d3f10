package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Identity where targets are reached over HTTP: certificates without a token, tokens that need their certificate, and
/// families of tasks whose parent is revoked.
@Timeout(120)
class IdentityOverHttpTest {

    private static final String DOMAIN = """
              svids: { spiffe: { trustDomain: example.org, paths: /ns/support/**, bundle: "file:bundle.pem" } }
            targets:
            """;

    private static final String ACCESS = """
            access:
              - { from: svids, to: shop, as: agent, purposes: [support] }
            """;

    private static SpiffeAuthority domain;
    private static ShopStage stage;

    @BeforeAll
    static void play() throws Exception {
        domain = SpiffeAuthority.of("example.org", new MovableClock().instant());
        stage = ShopStage.play(
                yaml -> yaml.replace("targets:\n", DOMAIN)
                        .replace("access:\n", ACCESS)
                        .replace("    allow:\n", "    allow:\n      - { read: vault/endless, keyedBy: [id] }\n"),
                folder -> {
                    Files.writeString(folder.resolve("bundle.pem"), domain.bundlePem());
                    Files.setPosixFilePermissions(
                            folder.resolve("bundle.pem"), PosixFilePermissions.fromString("rw-r--r--"));
                });
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Endpoint as(Svid svid) throws Exception {
        return Endpoint.as(stage.http(), stage.certificate(), svid);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + stage.http() + path));
    }

    /// Mutual TLS alone, as at the listener of PostgreSQL.
    @Test
    void anSvidNeedsNoToken() throws Exception {
        Endpoint.Got read = as(domain.svid("/ns/support/triage").sign()).send(request("/shop/customers/1"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("path").asText()).isEqualTo("/customers/1");
    }

    @Test
    void anSvidOfAnotherPathOrDomainOpensNothing() throws Exception {
        SpiffeAuthority stranger = SpiffeAuthority.of("example.org", new MovableClock().instant());
        assertThat(as(domain.svid("/ns/sales/bot").sign())
                        .send(request("/shop/customers/2"))
                        .status())
                .isEqualTo(401);
        assertThat(as(stranger.svid("/ns/support/triage").sign())
                        .send(request("/shop/customers/2"))
                        .status())
                .isEqualTo(401);
        assertThat(stage.shop.asked()).doesNotContain("GET /customers/2");
    }

    /// R17, RFC 8705: the token of a task that a certificate opened is good beside that certificate alone.
    @Test
    void itsSessionTokenNeedsTheCertificate() throws Exception {
        Endpoint own = as(domain.svid("/ns/support/planner").sign());
        String token = own.post(
                        "/oauth2/token",
                        "grant_type",
                        Endpoint.EXCHANGE,
                        "authorization_details",
                        Endpoint.task("\"targets\":[\"shop\"]"))
                .token();
        assertThat(own.with("Authorization", "Bearer " + token)
                        .send(request("/shop/customers/3"))
                        .status())
                .isEqualTo(200);
        Endpoint.Got stolen = Endpoint.at(stage.http(), stage.certificate())
                .with("Authorization", "Bearer " + token)
                .send(request("/shop/customers/4"));
        assertThat(stolen.status()).isEqualTo(401);
        assertThat(stolen.json().path("reason").asText()).isEqualTo("NOT_THE_HOLDER");
        assertThat(stage.shop.asked()).doesNotContain("GET /customers/4");
    }

    /// R18: within a second, on the wire.
    @Test
    void aRevokedParentCutsWhatItsDescendantIsAnswered() throws Exception {
        Endpoint endpoint = Endpoint.at(stage.http(), stage.certificate());
        String details = Endpoint.task("\"targets\":[\"vault\"]");
        String parent = endpoint.open(stage.token("parent"), details).token();
        String child = endpoint.delegate(parent, stage.token("child"), "").token();
        String other = endpoint.open(stage.token("bystander"), details).token();
        try (BufferedReader stream = endless(endpoint, child);
                BufferedReader bystander = endless(endpoint, other)) {
            long revoked = System.nanoTime();
            assertThat(endpoint.post("/oauth2/revoke", "token", parent).status())
                    .isEqualTo(200);
            toTheEnd(stream);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
            for (int i = 0; i < 20; i++) assertThat(bystander.readLine()).isNotNull();
        }
        Endpoint.Got after = endpoint.with("Authorization", "Bearer " + child).send(request("/vault/customers/1"));
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.json().path("detail").asText()).contains("its token was revoked");
    }

    /// Its first event has arrived.
    private static BufferedReader endless(Endpoint endpoint, String token) throws Exception {
        HttpResponse<InputStream> answer = endpoint.client()
                .send(
                        request("/vault/endless/1")
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).startsWith("data: ");
        return lines;
    }

    private static void toTheEnd(BufferedReader stream) {
        try {
            var _ = stream.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // cut in the middle: that is an end too
        }
    }
}
