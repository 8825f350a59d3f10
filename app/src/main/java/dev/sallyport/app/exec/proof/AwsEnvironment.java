package dev.sallyport.app.exec.proof;

import dev.sallyport.authmethods.aws.AwsCredentials;
import dev.sallyport.authmethods.aws.SignedIdentity;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A `GetCallerIdentity` request, signed with the credentials in the environment and sent by nobody but the
/// gateway. The credentials themselves stay here.
///
/// @param audience as `authMethods.X.aws.audience` of the gateway has it
record AwsEnvironment(Map<String, String> environment, String audience, InstantSource clock, RandomGenerator random)
        implements ProofSource {

    private static final int NONCE_BYTES = 24;

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Proof look() {
        String key = get("AWS_ACCESS_KEY_ID");
        String secret = get("AWS_SECRET_ACCESS_KEY");
        String region = get("AWS_REGION").isEmpty() ? get("AWS_DEFAULT_REGION") : get("AWS_REGION");
        if (key.isEmpty() || secret.isEmpty())
            return new Proof.Absent("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set");
        if (region.isEmpty()) return new Proof.Absent("AWS_REGION is not set: it says whose STS the gateway is to ask");
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            AwsCredentials credentials = new AwsCredentials(key, secret, get("AWS_SESSION_TOKEN"));
            String text = new SignedIdentity(credentials, region, audience)
                    .text(
                            clock.instant(),
                            Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
            return new Proof.Found(text, Proof.AWS, "AWS_ACCESS_KEY_ID");
        } catch (IllegalArgumentException _) {
            return new Proof.Absent("what the AWS_ variables say cannot be signed with");
        }
    }

    private String get(String name) {
        return environment.getOrDefault(name, "");
    }
}
