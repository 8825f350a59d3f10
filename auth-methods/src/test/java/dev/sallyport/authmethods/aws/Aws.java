package dev.sallyport.authmethods.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The words of these tests.
final class Aws {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /// Of the gateway.
    static final Instant START = NOW.minus(Duration.ofHours(1));

    static final String AUDIENCE = "gateway.example";
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final StsPrincipal TRIAGE = StsPrincipal.assumedRole(ACCOUNT, "triage", "i-0123456789abcdef0");
    static final Trusted TRUSTED =
            new Trusted(AUDIENCE, Set.of(ACCOUNT), List.of(), Set.of("eu-central-1", "us-east-1"), false);

    private Aws() {}

    static SigningSts sts() throws Exception {
        SigningSts sts = SigningSts.start(() -> NOW);
        sts.knows(TRIAGE);
        return sts;
    }

    static StsAccess access(SigningSts sts) {
        return new StsAccess(sts.endpoint(), Duration.ofSeconds(5), 64 * 1024, 32);
    }

    static AwsSettings settings(SigningSts sts) {
        return new AwsSettings("aws-agents", TRUSTED, Freshness.DEFAULT, access(sts), 16 * 1024, "");
    }

    static AwsSettings with(AwsSettings settings, Trusted trusted) {
        return new AwsSettings(
                settings.name(), trusted, settings.freshness(), settings.sts(), settings.maxSize(), settings.where());
    }

    static AwsSettings with(AwsSettings settings, Freshness freshness) {
        return new AwsSettings(
                settings.name(), settings.trusted(), freshness, settings.sts(), settings.maxSize(), settings.where());
    }

    static AwsSettings with(AwsSettings settings, StsAccess access) {
        return new AwsSettings(
                settings.name(),
                settings.trusted(),
                settings.freshness(),
                access,
                settings.maxSize(),
                settings.where());
    }

    static AwsSettings where(AwsSettings settings, String where) {
        return new AwsSettings(
                settings.name(), settings.trusted(), settings.freshness(), settings.sts(), settings.maxSize(), where);
    }

    static AwsCredentials credentials(StsPrincipal principal) {
        return new AwsCredentials(principal.accessKey(), principal.secretKey(), principal.sessionToken());
    }

    static SignedIdentity identity(StsPrincipal principal) {
        return new SignedIdentity(credentials(principal), "eu-central-1", AUDIENCE);
    }

    static String nonce() {
        return UUID.randomUUID().toString();
    }

    static BearerToken fresh(StsPrincipal principal) {
        return new BearerToken(identity(principal).text(NOW, nonce()));
    }

    /// The content of the text of an attestation.
    static String opened(BearerToken token) {
        return new String(
                Base64.getUrlDecoder().decode(token.token().substring(PresentedText.PREFIX.length())),
                StandardCharsets.UTF_8);
    }

    static BearerToken closed(String content) {
        return new BearerToken(PresentedText.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    static Workload proven(AwsAuthMethod method, Attestation attestation) throws Exception {
        Authentication answer = method.authenticate(attestation, NOW);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    static Refused refusal(AwsAuthMethod method, Attestation attestation) throws Exception {
        return refusal(method, attestation, NOW);
    }

    static Refused refusal(AwsAuthMethod method, Attestation attestation, Instant at) throws Exception {
        Authentication answer = method.authenticate(attestation, at);
        assertThat(answer).as("%s", attestation).isInstanceOf(Refused.class);
        return (Refused) answer;
    }

    static RefusalReason reason(AwsAuthMethod method, Attestation attestation) throws Exception {
        return refusal(method, attestation).reason();
    }
}
