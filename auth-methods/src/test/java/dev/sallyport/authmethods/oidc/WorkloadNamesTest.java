package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.identity.PlatformIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R5: limits are counted under what all instances of a workload share.
class WorkloadNamesTest {

    private PlatformIssuer issuer;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private String countedAs(String subject) {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            return Oidc.proven(
                            method, issuer.token(subject).audience("sallyport").sign())
                    .countedAs();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:support:triage, system:serviceaccount:support:triage",
        "repo:acme/crm:ref:refs/heads/main, repo:acme/crm:ref:refs/heads/main",
        "spiffe://example.org/ns/support/sa/triage, spiffe://example.org/ns/support/sa/triage",
        "spiffe://example.org/ns/support/sa/triage/pod/triage-7d9f, spiffe://example.org/ns/support/sa/triage",
        "spiffe://example.org/triage/instance/3/x, spiffe://example.org/triage",
        "spiffe://example.org/triage/6f1c1f9e-8f6b-4a53-9d0e-0f4a6c1b2d3e, spiffe://example.org/triage",
        "spiffe://example.org/podcast/pod, spiffe://example.org/podcast/pod",
        "https://example.org/pod/7, https://example.org/pod/7"
    })
    void by_default_a_subject_is_counted_without_its_instance(String subject, String counted) {
        assertThat(countedAs(subject)).isEqualTo(issuer.issuer() + " " + counted);
    }

    /// Else one platform's workload spends another's budget, and is put in quarantine for it.
    @Test
    void two_issuers_give_one_name_to_two_workloads() throws Exception {
        try (PlatformIssuer other = Oidc.issuer();
                OidcAuthMethod here = new OidcAuthMethod(Oidc.settings(issuer));
                OidcAuthMethod there = new OidcAuthMethod(Oidc.settings(other))) {
            Workload one = Oidc.proven(here, Oidc.token(issuer).sign());
            Workload another = Oidc.proven(there, Oidc.token(other).sign());
            assertThat(one.subject()).isEqualTo(another.subject());
            assertThat(one.countedAs()).isNotEqualTo(another.countedAs());
        }
    }

    /// Else whoever fits two auth methods has two budgets.
    @Test
    void two_methods_of_one_issuer_count_together() {
        OidcSettings settings = Oidc.settings(issuer);
        OidcSettings renamed = OidcSettings.of("second", settings.issuer(), settings.keys(), "sallyport");
        try (OidcAuthMethod first = new OidcAuthMethod(settings);
                OidcAuthMethod second = new OidcAuthMethod(renamed)) {
            String token = Oidc.token(issuer).sign();
            Workload workload = Oidc.proven(second, token);
            assertThat(workload.authMethod()).isEqualTo("second");
            assertThat(workload.countedAs()).isEqualTo(Oidc.proven(first, token).countedAs());
        }
    }

    @Test
    void ten_pods_of_one_service_account_are_counted_as_one() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            assertThat(java.util.stream.IntStream.range(0, 10)
                            .mapToObj(pod -> Oidc.token(issuer)
                                    .claim("jti", "token-" + pod)
                                    .claim(
                                            "kubernetes.io",
                                            java.util.Map.of("pod", java.util.Map.of("uid", "uid-" + pod)))
                                    .sign())
                            .map(token -> Oidc.proven(method, token).countedAs()))
                    .containsOnly(issuer.issuer() + " " + Oidc.SUBJECT);
        }
    }

    @Test
    void several_claims_are_joined_so_that_no_choice_of_values_collides() {
        OidcSettings settings = Oidc.countedBy(Oidc.settings(issuer), "repository", "environment");
        try (OidcAuthMethod method = new OidcAuthMethod(settings)) {
            assertThat(countedAs(method, "acme/crm", "prod")).endsWith(" repository=acme/crm,environment=prod");
            assertThat(countedAs(method, "a,environment=b", "c"))
                    .isNotEqualTo(countedAs(method, "a", "b,environment=c"));
            assertThat(countedAs(method, "a\\", "b")).endsWith(" repository=a\\\\,environment=b");
        }
    }

    private String countedAs(OidcAuthMethod method, String repository, String environment) {
        return Oidc.proven(
                        method,
                        Oidc.token(issuer)
                                .claim("repository", repository)
                                .claim("environment", environment)
                                .sign())
                .countedAs();
    }

    @Test
    void a_token_without_the_claim_that_counting_needs_is_refused() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.countedBy(Oidc.settings(issuer), "repository"))) {
            assertThat(Oidc.refused(method, Oidc.token(issuer).sign(), MALFORMED)
                            .detail())
                    .endsWith("`repository`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u001b[2Jb", "a\u0000", "\u202eadmin", "a\u2028b"})
    void a_name_that_cannot_be_shown_on_one_line_is_refused(String subject) {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            Oidc.refused(method, Oidc.token(issuer).claim("sub", subject).sign(), MALFORMED);
        }
    }

    @Test
    void half_a_character_is_no_name() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            String payload = "{\"iss\":\"" + issuer.issuer() + "\",\"aud\":\"sallyport\",\"sub\":\"a\\ud800\",\"exp\":"
                    + (Oidc.NOW.getEpochSecond() + 60) + "}";
            Oidc.refused(method, Oidc.token(issuer).signPayload(payload), MALFORMED);
        }
    }

    @Test
    void a_name_is_text_or_a_whole_number() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            assertThat(Oidc.proven(method, Oidc.token(issuer).claim("sub", 117).sign())
                            .subject())
                    .isEqualTo("117");
            Oidc.refused(method, Oidc.token(issuer).claim("sub", true).sign(), MALFORMED);
            Oidc.refused(
                    method,
                    Oidc.token(issuer).claim("sub", java.util.List.of("a")).sign(),
                    MALFORMED);
            Oidc.refused(
                    method, Oidc.token(issuer).claim("sub", "x".repeat(3000)).sign(), MALFORMED);
        }
    }
}
