package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;
import static dev.sallyport.authmethods.oauth.OAuth.NOW;
import static dev.sallyport.authmethods.oauth.OAuth.bound;
import static dev.sallyport.authmethods.oauth.OAuth.proof;
import static dev.sallyport.authmethods.oauth.OAuth.proven;
import static dev.sallyport.authmethods.oauth.OAuth.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.dpop.Clients;
import dev.sallyport.authmethods.web.Trust;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.FakeAuthorizationServer;
import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.Misbehaviour;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Opaque access tokens, by the authorization server's word (RFC 7662).
class IntrospectionTest {

    private static final String TOKEN = "2YotnFZFEjr1zCsicMWpAA";
    private static final String SECRET = "s3cr3t/with:signs";
    private static final SigningKey KEY = SigningKey.generate("gateway-1", Kind.ES256);
    private static final ClientAuthentication SIGNED =
            new ClientAuthentication.PrivateKeyJwt("sallyport-gateway", () -> Secret.of(pem()), "gateway-1");
    private static final ClientAuthentication BASIC =
            new ClientAuthentication.SecretBasic("sallyport-gateway", () -> Secret.of(SECRET));

    private FakeAuthorizationServer server;
    private OAuthAuthMethod method;

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @BeforeEach
    void start() throws Exception {
        server = FakeAuthorizationServer.start(() -> NOW, "sallyport-gateway", SECRET, KEY);
        method = asking(SIGNED, AccessRules.DEFAULT);
        server.issue(TOKEN, answer());
    }

    @AfterEach
    void stop() {
        method.close();
        server.close();
    }

    private OAuthAuthMethod asking(ClientAuthentication client, AccessRules access) {
        return new OAuthAuthMethod(
                OAuth.settings(
                        server.issuer(),
                        new TokenForm.Introspected(
                                server.introspection(),
                                Trust.ofThePlatform(),
                                client,
                                Duration.ofSeconds(2),
                                TokenForm.Introspected.DEFAULT_CACHE,
                                8),
                        access,
                        ""),
                Instant.MIN);
    }

    /// The example of RFC 7662 §2.2, for now.
    private Map<String, Object> answer() {
        return new HashMap<>(Map.of(
                "client_id",
                "l238j323ds-23ij4",
                "username",
                "jdoe",
                "scope",
                "crm.read dolphin",
                "sub",
                "Z5O3upPC88QrAjx00dis",
                "aud",
                "sallyport",
                "iss",
                server.issuer(),
                "exp",
                NOW.plusSeconds(300).getEpochSecond(),
                "iat",
                NOW.getEpochSecond()));
    }

    private void says(String member, Object value) {
        Map<String, Object> answer = answer();
        answer.put(member, value);
        server.issue(TOKEN, answer);
        method.flush();
    }

    private void omits(String member) {
        Map<String, Object> answer = answer();
        answer.remove(member);
        server.issue(TOKEN, answer);
        method.flush();
    }

    @Test
    void an_active_token_is_a_workload() throws Exception {
        Workload copilot = proven(method, TOKEN);
        assertThat(copilot.subject()).isEqualTo("Z5O3upPC88QrAjx00dis");
        assertThat(copilot.validUntil()).isEqualTo(NOW.plusSeconds(300));
        assertThat(copilot.claims())
                .containsEntry("username", "jdoe")
                .containsEntry("scopes", List.of("crm.read", "dolphin"))
                .doesNotContainKey("active");
    }

    @Test
    void the_gateway_shows_itself_by_a_signed_word_or_a_secret_and_never_in_a_message() throws Exception {
        try (OAuthAuthMethod basic = asking(BASIC, AccessRules.DEFAULT)) {
            proven(basic, TOKEN);
        }
        method.flush();
        proven(method, TOKEN);
        method.flush();
        proven(method, TOKEN);
        try (OAuthAuthMethod wrong = asking(
                        new ClientAuthentication.SecretBasic("sallyport-gateway", () -> Secret.of("hunter2")),
                        AccessRules.DEFAULT);
                OAuthAuthMethod keyless = asking(
                        new ClientAuthentication.PrivateKeyJwt("sallyport-gateway", () -> Secret.of("hunter2"), ""),
                        AccessRules.DEFAULT);
                OAuthAuthMethod gone = asking(
                        new ClientAuthentication.SecretBasic("sallyport-gateway", () -> {
                            throw new IOException("the secret file does not exist");
                        }),
                        AccessRules.DEFAULT)) {
            for (OAuthAuthMethod unknown : List.of(wrong, keyless, gone)) {
                assertThat(refused(unknown, TOKEN, KEYS_UNAVAILABLE).detail()).doesNotContain("hunter2", TOKEN);
            }
        }
        assertThat(server.questions()).isEqualTo(3);
    }

    @Test
    void a_revocation_is_seen_when_the_cache_time_is_over() throws Exception {
        proven(method, TOKEN);
        server.revoke(TOKEN);
        proven(method, new BearerToken(TOKEN), NOW.plusMillis(9_999));
        assertThat(server.questions()).isOne();
        refused(method, new BearerToken(TOKEN), NOW.plusSeconds(10), REVOKED);
    }

    @Test
    void an_answer_is_not_believed_past_the_tokens_end() throws Exception {
        says("exp", NOW.plusSeconds(3).getEpochSecond());
        proven(method, TOKEN);
        server.revoke(TOKEN);
        refused(method, new BearerToken(TOKEN), NOW.plusSeconds(3), REVOKED);
    }

    @Test
    void that_a_token_is_not_active_is_believed_for_a_second() throws Exception {
        for (int i = 0; i < 20; i++) {
            refused(method, "unknown", REVOKED);
        }
        assertThat(server.questions()).isOne();
        server.issue("unknown", answer());
        proven(method, new BearerToken("unknown"), NOW.plusSeconds(1));
    }

    @Test
    void what_the_server_says_is_checked_like_a_tokens_claims() throws Exception {
        says("aud", "billing");
        refused(method, TOKEN, WRONG_AUDIENCE);
        omits("aud");
        refused(method, TOKEN, WRONG_AUDIENCE);
        says("iss", "https://issuer.example");
        refused(method, TOKEN, UNKNOWN_ISSUER);
        says("exp", NOW.minusSeconds(60).getEpochSecond());
        refused(method, TOKEN, EXPIRED);
        omits("exp");
        refused(method, TOKEN, MALFORMED);
        says("nbf", NOW.plusSeconds(60).getEpochSecond());
        refused(method, TOKEN, NOT_YET_VALID);
        says("aud", List.of("billing", "sallyport"));
        proven(method, TOKEN);
        omits("iss");
        proven(method, TOKEN);
    }

    @Test
    void a_token_without_a_subject_is_the_clients_own() throws Exception {
        Map<String, Object> own = answer();
        own.remove("sub");
        own.remove("username");
        server.issue(TOKEN, own);
        refused(method, TOKEN, CONDITION_NOT_MET);
        try (OAuthAuthMethod allowing = asking(SIGNED, new AccessRules(List.of(), List.of(), true, false))) {
            assertThat(proven(allowing, TOKEN).subject()).isEqualTo("l238j323ds-23ij4");
        }
        own.put("username", "jdoe");
        server.issue(TOKEN, own);
        method.flush();
        refused(method, TOKEN, MALFORMED);
    }

    @Test
    void bound_tokens_need_their_keys_also_from_the_cache() throws Exception {
        HolderKey holder = HolderKey.generate(Kind.ES256);
        says("cnf", Map.of("jkt", holder.thumbprint()));
        proven(method, bound(TOKEN, proof(holder, TOKEN)), NOW);
        refused(method, TOKEN, NOT_THE_HOLDER);
        says("cnf", Map.of("x5t#S256", Clients.ONE_THUMBPRINT));
        proven(method, bound(TOKEN, null, Clients.one()), NOW);
        refused(method, bound(TOKEN, null, Clients.two()), NOW, NOT_THE_HOLDER);
        says("token_type", "DPoP");
        refused(method, TOKEN, MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void without_an_answer_nothing_is_proved(Misbehaviour how) throws Exception {
        server.misbehave(how);
        refused(method, TOKEN, KEYS_UNAVAILABLE);
        server.misbehave(Misbehaviour.NONE);
        proven(method, TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":false,\"active\":true}",
                "{\"active\":true} {}",
                "eyJhbGciOiJub25lIn0.e30."
            })
    void an_answer_that_is_not_strict_is_none(String body) throws Exception {
        server.answerInstead(body);
        refused(method, TOKEN, KEYS_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a&token=b", "a\r\nX: y", "\u0000", "tök", "a=b", "%41"})
    void what_no_token_looks_like_asks_nobody(String token) throws Exception {
        refused(method, token, MALFORMED);
        assertThat(server.questions()).isZero();
    }

    @Test
    void size_kind_and_noise() throws Exception {
        refused(method, "x".repeat(16_385), TOO_LARGE);
        refused(method, new Attestation.CertificateChain(List.of()), NOW, UNSUPPORTED);
        Seeded.forAll(100, some -> {
            server.answerInstead(new String(
                    some.damaged("{\"active\":true,\"sub\":\"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(method.authenticate(new BearerToken("t" + some.word(8)), NOW))
                    .isInstanceOf(dev.sallyport.api.identity.Authentication.Refused.class);
        });
    }
}
