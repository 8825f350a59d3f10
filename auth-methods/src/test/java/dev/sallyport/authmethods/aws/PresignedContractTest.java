package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import dev.sallyport.testkit.generate.Generators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The presigned form, in the manner of EKS.
class PresignedContractTest implements AuthMethodContract {

    private static SigningSts sts;
    private static AwsAuthMethod method;
    private static BearerToken usedUp;
    private static StsPrincipal foreign;

    /// Two addresses that hold for differently long are differently signed.
    private static final AtomicInteger SECONDS = new AtomicInteger(10);

    @BeforeAll
    static void start() throws Exception {
        sts = Aws.sts();
        foreign = sts.knows(StsPrincipal.user(Aws.OTHER_ACCOUNT, "mallory"));
        Freshness freshness =
                new Freshness(Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofMinutes(20), 100_000);
        method = new AwsAuthMethod(Aws.with(Aws.settings(sts), freshness), Aws.START);
        usedUp = presigned(TRIAGE, NOW);
        Aws.proven(method, usedUp);
    }

    @AfterAll
    static void stop() {
        method.close();
        sts.close();
    }

    private static BearerToken presigned(StsPrincipal principal, Instant at) {
        Duration holds = Duration.ofSeconds(SECONDS.incrementAndGet());
        return new BearerToken(Aws.identity(principal).presignedText(at, holds));
    }

    @Test
    void the_gateway_sends_its_own_audience_so_sts_refuses_a_request_for_another() throws Exception {
        SignedIdentity other = new SignedIdentity(Aws.credentials(TRIAGE), "eu-central-1", "other.example");
        BearerToken token = new BearerToken(other.presignedText(NOW, Duration.ofSeconds(60)));
        assertThat(Aws.reason(method, token)).isEqualTo(RefusalReason.BAD_SIGNATURE);
    }

    @Test
    void a_request_that_holds_longer_than_the_window_ends_with_the_window() throws Exception {
        BearerToken token = new BearerToken(Aws.identity(TRIAGE).presignedText(NOW, Duration.ofHours(2)));
        assertThat(Aws.refusal(method, token, NOW.plusSeconds(15 * 60 + 30)).reason())
                .isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void a_request_that_holds_shorter_than_the_window_ends_then() throws Exception {
        BearerToken token = new BearerToken(Aws.identity(TRIAGE).presignedText(NOW, Duration.ofSeconds(5)));
        assertThat(Aws.refusal(method, token, NOW.plusSeconds(35)).reason()).isEqualTo(RefusalReason.EXPIRED);
        assertThat(Aws.proven(method, token).subject()).isEqualTo(TRIAGE.arn());
    }

    @Override
    public AwsAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Attestation good() {
        return presigned(TRIAGE, NOW);
    }

    /// As for the header form.
    @Override
    public boolean singleUse() {
        return true;
    }

    @Override
    public Instant goodUntil() {
        return NOW.plus(Duration.ofMinutes(20));
    }

    @Override
    public Attestation expired() {
        return presigned(TRIAGE, NOW.minus(Duration.ofHours(1)));
    }

    @Override
    public Attestation tampered() {
        String address = Aws.opened(presigned(TRIAGE, NOW));
        return Aws.closed(address.replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=899"));
    }

    @Override
    public Attestation foreign() {
        return presigned(foreign, NOW);
    }

    @Override
    public Attestation forAnotherAudience() {
        URI address = URI.create(Aws.opened(presigned(TRIAGE, NOW)));
        return new SignedCloudRequest("GET", address, Map.of(Headers.AUDIENCE, "other.example"), "");
    }

    @Override
    public Attestation ofAnotherKind() {
        return new Attestation.CertificateChain(List.of());
    }

    @Override
    public Attestation huge() {
        return Aws.closed(Aws.opened(presigned(TRIAGE, NOW)) + "&x=" + "y".repeat(20_000));
    }

    @Override
    public Attestation hostile(Generators some) {
        byte[] address = Aws.opened(usedUp).getBytes(StandardCharsets.US_ASCII);
        return new BearerToken(PresentedText.write(some.oneIn(3) ? some.bytes(2000) : some.damaged(address)));
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof BearerToken(String token)
                ? List.of(token, TRIAGE.sessionToken(), TRIAGE.secretKey())
                : List.of(TRIAGE.sessionToken(), TRIAGE.secretKey());
    }
}
