package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.app.admin.Role;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.log.Overheard;
import dev.sallyport.testkit.log.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Credentials that the gateway gets for its sessions, behind a running gateway: the target sees the right one, and the
/// agent none of them, in no answer, no log and no file but the one that keeps a refresh token.
@Timeout(180)
class HttpCredentialsTest {

    private static final SigningKey APP = SigningKey.generate("app", SigningKey.Kind.RS256);
    private static final SigningKey OWN = SigningKey.generate("gateway-1", SigningKey.Kind.ES256);

    private static final String TARGETS = """
            targets:
              client:
                http:
                  address: "SHOP"
                  credential: { oauth: { token: "TOKENS/token", clientId: gw, clientSecret: "file:client-secret", scopes: [read] } }
                roles: { agent: [ "GET /customers/*" ] }
              renewed:
                http:
                  address: "SHOP"
                  credential:
                    oauth:
                      token: "TOKENS/token"
                      clientId: gw
                      clientSecret: "file:client-secret"
                      refreshToken: "file:refresh-token"
                roles: { agent: [ "GET /customers/*" ] }
              hub:
                http:
                  address: "SHOP"
                  credential: { github: { appId: "12", installationId: "99", privateKey: "file:app-key", api: "TOKENS" } }
                roles:
                  agent: [ "GET /repos/acme/shop/issues/*", "POST /repos/acme/shop/issues", "GET /repos/acme/site/contents/*" ]
              ledger:
                http:
                  address: "SHOP"
                  credential:
                    exchange:
                      token: "TOKENS/token"
                      clientId: gw
                      clientSecret: "file:client-secret"
                      key: "file:own-key"
                      keyId: gateway-1
                      revocation: /revoke
                      audience: https://ledger.example
                      scopes: [entries]
                roles: { agent: [ "GET /customers/*" ] }
            """;

    private static final String ACCESS = """
            access:
              - { from: pods, to: client, as: agent, purposes: [support] }
              - { from: pods, to: renewed, as: agent, purposes: [support] }
              - { from: pods, to: hub, as: agent, purposes: [support] }
              - { from: pods, to: ledger, as: agent, purposes: [support] }
            """;

    private static final String ALLOW = """
                allow:
                  - { read: client/customers, keyedBy: [id] }
                  - { read: renewed/customers, keyedBy: [id] }
                  - { read: hub/repos/acme/shop/issues, keyedBy: [id] }
                  - { read: ledger/customers, keyedBy: [id] }
            """;

    private Overheard log;
    private TokenServer tokens;
    private ShopStage stage;

    @BeforeEach
    void play() throws Exception {
        log = Overheard.everything();
        MovableClock clock = new MovableClock();
        tokens = new TokenServer(clock);
        Map<String, String> secrets = Map.of(
                "client-secret",
                TokenServer.CLIENT_SECRET,
                "refresh-token",
                TokenServer.FIRST_REFRESH,
                "app-key",
                pem(APP),
                "own-key",
                pem(OWN));
        stage = ShopStage.play(secrets, clock, this::configuration, _ -> {});
    }

    private String configuration(String yaml) {
        String shop = yaml.replaceAll("(?s).*address: \"(http://127[^\"]*)\".*", "$1");
        String targets = TARGETS.replace("SHOP", shop).replace("TOKENS", tokens.address());
        return yaml.replaceFirst("targets:\n", targets)
                .replaceFirst("access:\n", ACCESS)
                .replaceFirst(" *allow:\n", ALLOW);
    }

    private static String pem(SigningKey key) {
        byte[] der = key.pair().getPrivate().getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    /// Whatever happened.
    @AfterEach
    void nobodyElseSawThem() throws Exception {
        try {
            scan(String.join("\n", log.lines()));
            try (Stream<Path> files = Files.walk(stage.state())) {
                for (Path file : files.filter(Files::isRegularFile).toList())
                    if (!file.startsWith(stage.state().resolve("credentials")))
                        scan(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } finally {
            stage.close();
            tokens.close();
            log.close();
        }
    }

    private void scan(String text) {
        assertThat(tokens.secrets()).noneMatch(secret -> Told.in(text, secret));
    }

    /// @return the token that the target saw
    private String ask(String bearer, String path) throws Exception {
        Ran ran = stage.curl(
                "-D", "-", "-H", "Authorization: Bearer " + bearer, "https://localhost:" + stage.http() + "/" + path);
        scan(ran.out());
        assertThat(ran.out()).endsWith("\n200").contains("****");
        int asked = stage.shop.asked().lastIndexOf("GET " + path.substring(path.indexOf('/')));
        String shown = stage.shop.shown.get(asked);
        assertThat(shown).startsWith("Bearer ");
        String token = shown.substring("Bearer ".length());
        assertThat(tokens.isAlive(token)).as(token).isTrue();
        return token;
    }

    /// @param first the number of the first customer; each is asked for by an agent of its own
    private List<String> askAtOnce(String target, int first) throws Exception {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = first; i < first + 8; i++) {
            String bearer = stage.longToken("agent-" + i);
            String path = target + "/customers/" + i;
            all.add(() -> ask(bearer, path));
        }
        List<String> seen = new ArrayList<>();
        try (ExecutorService agents = Executors.newFixedThreadPool(8)) {
            for (Future<String> each : agents.invokeAll(all)) seen.add(each.get());
        }
        return seen;
    }

    private void later() {
        stage.clock.forward(Duration.ofSeconds(TokenServer.LIFE_SECONDS));
    }

    private void endSessions() throws Exception {
        JsonNode open = stage.admin()
                .send("GET", "/v1/sessions", Role.READ, MissingNode.getInstance())
                .json();
        for (String id : open.findValuesAsText("id"))
            stage.admin()
                    .send(
                            "DELETE",
                            "/v1/sessions/" + id,
                            Role.APPROVE,
                            JsonNodeFactory.instance.objectNode().put("reason", "enough"));
    }

    @Test
    void clientCredentialsAreFetchedOnceForAllAndAnewInTheMiddleOfASession() throws Exception {
        assertThat(askAtOnce("client", 1).stream().distinct()).hasSize(1);
        assertThat(tokens.asked).containsExactly("grant_type=client_credentials scope=read");
        String agent = stage.longToken("agent-1");
        String first = ask(agent, "client/customers/21");
        later();
        assertThat(ask(agent, "client/customers/22")).isNotEqualTo(first);
        assertThat(tokens.asked).hasSize(2);
    }

    @Test
    void aRefreshTokenIsUsedOnceByWhomeverAsks() throws Exception {
        assertThat(askAtOnce("renewed", 1).stream().distinct()).hasSize(1);
        later();
        assertThat(askAtOnce("renewed", 11).stream().distinct()).hasSize(1);
        assertThat(tokens.asked)
                .containsExactly(
                        "grant_type=refresh_token refresh_token=" + TokenServer.FIRST_REFRESH,
                        "grant_type=refresh_token refresh_token=refresh-token-number-2");
        Path kept = stage.state().resolve("credentials/renewed.refresh");
        assertThat(Files.readString(kept)).contains("refresh-token-number-4");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
    }

    /// The role could write issues and read another repository; the purpose reads issues of one.
    @Test
    void anInstallationTokenIsNoWiderThanThePurposeAndEndsWithTheSession() throws Exception {
        String token = ask(stage.longToken("agent-1"), "hub/repos/acme/shop/issues/7");
        assertThat(token).startsWith("ghs-");
        assertThat(tokens.asked).containsExactly("{\"repositories\":[\"shop\"],\"permissions\":{\"issues\":\"read\"}}");
        assertThat(ask(stage.longToken("agent-2"), "hub/repos/acme/shop/issues/8"))
                .as("each session has its own")
                .isNotEqualTo(token);
        endSessions();
        Await.until("both are ended", () -> tokens.living() == 0);
    }

    /// RFC 8693: the gateway says for whom it asks, and signs it.
    @Test
    void aTokenIsExchangedForEachSessionAndEndsWithIt() throws Exception {
        String one = ask(stage.longToken("agent-1"), "ledger/customers/1");
        String other = ask(stage.longToken("agent-2"), "ledger/customers/2");
        assertThat(one).isNotEqualTo(other);
        String asked = tokens.asked.getFirst();
        assertThat(asked)
                .contains("grant_type=urn:ietf:params:oauth:grant-type:token-exchange", "scope=entries")
                .contains("audience=https://ledger.example");
        SignedJWT subject = SignedJWT.parse(asked.replaceAll("(?s).*subject_token=(\\S+).*", "$1"));
        assertThat(subject.verify(new ECDSAVerifier((ECPublicKey) OWN.pair().getPublic())))
                .isTrue();
        assertThat(subject.getJWTClaimsSet().getSubject()).isEqualTo("agent-1");
        assertThat(subject.getJWTClaimsSet().getStringClaim("sallyport_purpose"))
                .isEqualTo("support");
        endSessions();
        Await.until("both are ended", () -> tokens.living() == 0);
    }
}
