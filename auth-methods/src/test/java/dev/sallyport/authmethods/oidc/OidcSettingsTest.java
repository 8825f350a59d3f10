package dev.sallyport.authmethods.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be configured.
class OidcSettingsTest {

    private static final String ISSUER = "https://kubernetes.default.svc";
    private static final OidcSettings GOOD =
            OidcSettings.of("support-pods", ISSUER, KeySource.discover(ISSUER), "sallyport");

    private static OidcSettings issuedBy(String issuer, KeySource keys) {
        return OidcSettings.of("support-pods", issuer, keys, "sallyport");
    }

    private static OidcSettings algorithms(String... algorithms) {
        return Oidc.with(GOOD, new TokenRules(Set.of(algorithms), Duration.ofSeconds(30), 16_384, TokenRules.ANY_AGE));
    }

    private static void assertProblem(OidcSettings settings, String path, String text, String value) {
        assertThat(settings.problems())
                .singleElement()
                .asString()
                .startsWith(path + ": ")
                .contains(text)
                .endsWith("`" + value + "`");
        assertThatThrownBy(() -> new OidcAuthMethod(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(path);
    }

    @Test
    void the_defaults_have_no_problems() {
        assertThat(GOOD.problems()).isEmpty();
        assertThat(GOOD.token().algorithms()).containsExactlyInAnyOrder("RS256", "ES256", "EdDSA");
        assertThat(GOOD.token().skew()).isEqualTo(Duration.ofSeconds(30));
        assertThat(GOOD.token().maxSize()).isEqualTo(16_384);
        assertThat(GOOD.keys())
                .isEqualTo(new KeySource.DiscoveryUrl(URI.create(ISSUER + "/.well-known/openid-configuration")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void a_symmetric_algorithm_is_a_configuration_error(String hmac) {
        assertProblem(algorithms("RS256", hmac), "authMethods.support-pods.oidc.algorithms", "symmetric", hmac);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", "ES256K", "RS1", "rs256"})
    void so_is_none_and_anything_unknown(String algorithm) {
        assertProblem(
                algorithms(algorithm), "authMethods.support-pods.oidc.algorithms", "choose from RS256", algorithm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example",
                "ftp://issuer.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://2130706433",
                "http://0.0.0.0",
                "https://user:pw@issuer.example",
                "https:/issuer.example",
                "urn:issuer"
            })
    void keys_and_issuers_are_reached_over_https_only(String issuer) {
        assertThat(issuedBy(issuer, new KeySource.JwksFile(Path.of("keys.json")))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("authMethods.support-pods.oidc.issuer: ")
                .endsWith("`" + issuer + "`");
        assertThat(issuedBy(ISSUER, new KeySource.JwksUrl(URI.create(issuer))).problems())
                .singleElement()
                .asString()
                .startsWith("authMethods.support-pods.oidc.jwksUri: ")
                .endsWith("`" + issuer + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080", "https://issuer.example/a"
            })
    void plain_http_is_for_this_machine_in_development(String issuer) {
        assertThat(issuedBy(issuer, KeySource.discover(issuer)).problems()).isEmpty();
    }

    @Test
    void an_issuer_need_not_be_a_url_when_its_keys_are_found_otherwise() {
        assertThat(issuedBy("kubernetes/serviceaccount", new KeySource.JwksFile(Path.of("keys.json")))
                        .problems())
                .isEmpty();
        assertThat(issuedBy("kubernetes", KeySource.discover("kubernetes")).problems())
                .hasSize(1);
        assertThat(issuedBy(" ", new KeySource.JwksFile(Path.of("keys.json"))).problems())
                .hasSize(1);
    }

    @Test
    void an_audience_is_required() {
        assertThat(Oidc.with(GOOD, Set.of()).problems())
                .singleElement()
                .asString()
                .startsWith("authMethods.support-pods.oidc.audience: ");
        assertThat(Oidc.with(GOOD, Set.of(" ")).problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jti",
                "uid",
                "pod",
                "pod_uid",
                "kubernetes.io",
                "pod.name",
                "https://idp.example/jti",
                "iat",
                "exp",
                "uti",
                "run_id",
                "sha",
                "session/uuid",
                "JTI",
                "podUid"
            })
    void limits_are_never_counted_by_a_token_or_an_instance(String claim) {
        // R5
        assertProblem(Oidc.countedBy(GOOD, claim), "authMethods.support-pods.oidc.countedBy", "share", claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "repository", "azp", "oid", "appid", "email", "podcast", "job_workflow_ref"})
    void they_are_counted_by_what_instances_share(String claim) {
        assertThat(Oidc.countedBy(GOOD, claim).problems()).isEmpty();
    }

    @Test
    void a_condition_that_does_not_compile_is_told_with_its_place() {
        assertThat(Oidc.where(GOOD, "claims.namespace = 'x'").problems())
                .singleElement()
                .asString()
                .startsWith("authMethods.support-pods.where: ")
                .contains(":1:18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://token.actions.githubusercontent.com", "https://accounts.google.com"})
    void an_issuer_that_signs_for_everyone_needs_a_condition(String issuer) {
        OidcSettings open = issuedBy(issuer, KeySource.discover(issuer));
        assertProblem(open, "authMethods.support-pods.where", "signs for everyone", issuer);
        assertThat(Oidc.where(open, "claims.repository == 'acme/crm'").problems())
                .isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        KeyFetching careless =
                new KeyFetching(Duration.ZERO, Duration.ofDays(365), Duration.ZERO, Duration.ofDays(365), 1);
        TokenRules lax = new TokenRules(Set.of("none", "HS256"), Duration.ofDays(1), 1 << 30, Duration.ZERO);
        OidcSettings all = new OidcSettings(
                "a",
                "http://issuer.example",
                new KeySource.JwksUrl(URI.create("http://issuer.example/keys")),
                Set.of(),
                lax,
                new Naming("", List.of()),
                "claims.",
                careless,
                -1);
        assertThat(all.problems()).hasSize(17).allMatch(problem -> problem.startsWith("authMethods.a."));
        assertThatThrownBy(() -> new OidcAuthMethod(all)).hasMessageContainingAll("issuer", "countedBy", "where");
    }
}
