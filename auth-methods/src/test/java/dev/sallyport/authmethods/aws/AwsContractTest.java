package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import dev.sallyport.testkit.generate.Generators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The header form.
class AwsContractTest implements AuthMethodContract {

    private static SigningSts sts;
    private static AwsAuthMethod method;
    private static BearerToken usedUp;
    private static StsPrincipal foreign;

    @BeforeAll
    static void start() throws Exception {
        sts = Aws.sts();
        foreign = sts.knows(StsPrincipal.assumedRole(Aws.OTHER_ACCOUNT, "triage", "i-0"));
        method = new AwsAuthMethod(Aws.settings(sts), Aws.START);
        usedUp = Aws.fresh(TRIAGE);
        Aws.proven(method, usedUp);
    }

    @AfterAll
    static void stop() {
        method.close();
        sts.close();
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
        return Aws.fresh(TRIAGE);
    }

    /// A signed request can be copied by whoever sees it, and AWS would say yes to the copy too.
    @Override
    public boolean singleUse() {
        return true;
    }

    @Override
    public Instant goodUntil() {
        return NOW.plus(Duration.ofMinutes(15));
    }

    @Override
    public Attestation expired() {
        return new BearerToken(Aws.identity(TRIAGE).text(NOW.minus(Duration.ofHours(1)), Aws.nonce()));
    }

    @Override
    public Attestation tampered() {
        SignedCloudRequest signed = Draft.post(TRIAGE).sign();
        return Draft.with(signed, Headers.NONCE, "another-nonce-than-that");
    }

    @Override
    public Attestation foreign() {
        return Aws.fresh(foreign);
    }

    @Override
    public Attestation forAnotherAudience() {
        return Draft.post(TRIAGE).header(Headers.AUDIENCE, "other.example").sign();
    }

    @Override
    public Attestation ofAnotherKind() {
        return new BearerToken("eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl");
    }

    @Override
    public Attestation huge() {
        return Draft.with(Draft.post(TRIAGE).sign(), Headers.NONCE, "x".repeat(20_000));
    }

    @Override
    public Attestation hostile(Generators some) {
        byte[] text = usedUp.token().getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = Aws.opened(usedUp).getBytes(StandardCharsets.UTF_8);
        return some.<Attestation>oneOf(List.of(
                () -> new BearerToken(new String(some.damaged(text), StandardCharsets.ISO_8859_1)),
                () -> new BearerToken(PresentedText.write(some.damaged(content))),
                () -> new BearerToken(PresentedText.write(some.bytes(2000))),
                () -> new BearerToken(PresentedText.PREFIX + some.text(200)),
                () -> Aws.closed("https://" + some.text(40) + "/?" + some.text(200)),
                () -> new SignedCloudRequest(
                        some.pick("GET", "POST", some.text(8)),
                        Draft.post(TRIAGE).sign().uri(),
                        Map.of(some.text(20), some.text(20), "authorization", some.text(100)),
                        some.text(60))));
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof BearerToken(String token) && token.length() > 100
                ? List.of(token, TRIAGE.sessionToken(), TRIAGE.secretKey())
                : List.of(TRIAGE.sessionToken(), TRIAGE.secretKey());
    }
}
