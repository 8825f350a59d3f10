package dev.sallyport.authmethods.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSettingsTest {

    private static final AwsSettings GOOD = AwsSettings.of("aws-agents", Aws.TRUSTED);

    private static void problem(AwsSettings settings, String start) {
        assertThat(settings.problems()).anyMatch(told -> told.startsWith("authMethods.aws-agents." + start));
        assertThatThrownBy(() -> new AwsAuthMethod(settings, Aws.START)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AwsSettings trusting(
            String audience, Set<String> accounts, List<String> roles, Set<String> regions) {
        return Aws.with(GOOD, new Trusted(audience, accounts, roles, regions, false));
    }

    @Test
    void the_defaults_are_usable() {
        assertThat(GOOD.problems()).isEmpty();
    }

    @Test
    void no_account_would_be_everyone() {
        problem(trusting("a", Set.of(), List.of(), Set.of("eu-west-1")), "aws.accounts: anyone with an AWS account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "*", "12345678901x", "arn:aws:iam::123456789012:root"})
    void an_account_is_12_digits(String id) {
        problem(trusting("a", Set.of(id), List.of(), Set.of("eu-west-1")), "aws.accounts: an account id has 12 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\u00e4"})
    void an_audience_can_stand_in_a_header(String audience) {
        problem(trusting(audience, Set.of(Aws.ACCOUNT), List.of(), Set.of("eu-west-1")), "aws.audience: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu-west", "evil.test/", "eu-west-1.evil", "us-iso-east-1", "*", "EU-WEST-1"})
    void a_region_is_one(String region) {
        problem(trusting("a", Set.of(Aws.ACCOUNT), List.of(), Set.of(region)), "aws.regions: ");
    }

    @Test
    void no_region_is_no_host() {
        problem(trusting("a", Set.of(Aws.ACCOUNT), List.of(), Set.of()), "aws.regions: no STS host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "arn:aws:iam::111122223333:role/agents/triage",
                "arn:aws:iam::*:role/x",
                "a b",
                "[a-z]"
            })
    void a_role_is_a_name_or_an_arn_without_a_path(String role) {
        problem(trusting("a", Set.of(Aws.ACCOUNT), List.of(role), Set.of("eu-west-1")), "aws.roles: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sts.example",
                "http://169.254.169.254",
                "ftp://127.0.0.1",
                "https://user@sts.example",
                "https://sts.example/path",
                "https://sts.example/?x",
                "https://sts.example/#x",
                "sts.example"
            })
    void an_endpoint_is_encrypted_and_plain(String endpoint) {
        StsAccess access = new StsAccess(URI.create(endpoint), Duration.ofSeconds(5), 4096, 1);
        problem(Aws.with(GOOD, access), "aws.endpoint: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://sts.example", "https://sts.example:8443/", "http://127.0.0.1:80", "http://[::1]:80"})
    void an_endpoint_may_be_at_home(String endpoint) {
        StsAccess access = new StsAccess(URI.create(endpoint), Duration.ofSeconds(5), 4096, 1);
        assertThat(Aws.with(GOOD, access).problems()).isEmpty();
    }

    @Test
    void a_proof_does_not_end_before_its_request() {
        Duration five = Duration.ofMinutes(5);
        problem(Aws.with(GOOD, new Freshness(five, Duration.ZERO, five, 1)), "aws.validFor: ");
        problem(Aws.with(GOOD, new Freshness(five, Duration.ZERO, Duration.ofMinutes(61), 1)), "aws.validFor: ");
        problem(
                Aws.with(GOOD, new Freshness(Duration.ofMinutes(16), Duration.ZERO, Duration.ofHours(1), 1)),
                "aws.window: ");
        problem(Aws.with(GOOD, new Freshness(five, Duration.ofMinutes(6), Duration.ofHours(1), 1)), "aws.skew: ");
        problem(Aws.with(GOOD, new Freshness(five, Duration.ZERO, Duration.ofHours(1), 0)), "aws.rememberRequests: ");
    }

    @Test
    void a_condition_that_is_none_is_told() {
        problem(Aws.where(GOOD, "claims."), "where: ");
    }

    @Test
    void everything_is_told_at_once() {
        assertThat(trusting("", Set.of(), List.of("/"), Set.of()).problems()).hasSize(4);
    }

    @Test
    void credentials_are_not_printed() {
        AwsCredentials credentials = new AwsCredentials("AKIA", "secret", "token");
        assertThat(new SignedIdentity(credentials, "eu-west-1", "a").toString())
                .doesNotContain("AKIA")
                .doesNotContain("secret")
                .doesNotContain("token");
    }
}
