package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Aws;
import dev.sallyport.authmethods.aws.AwsAuthMethod;
import dev.sallyport.authmethods.aws.AwsSettings;
import dev.sallyport.authmethods.aws.Freshness;
import dev.sallyport.authmethods.aws.StsAccess;
import dev.sallyport.authmethods.aws.Trusted;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of the auth method `aws`, from the configuration.
final class AwsFrom {

    private AwsFrom() {}

    /// A reload must not make requests acceptable again that were accepted before it.
    static AwsAuthMethod method(AwsSettings settings, @Nullable AuthMethod before, Instant now) {
        return before instanceof AwsAuthMethod known
                ? new AwsAuthMethod(settings, known)
                : new AwsAuthMethod(settings, now);
    }

    static AwsSettings entry(String name, Aws aws, String where) {
        return new AwsSettings(
                name,
                new Trusted(
                        aws.audience(),
                        Set.copyOf(aws.accounts()),
                        aws.roles(),
                        Set.copyOf(aws.regions()),
                        aws.allowRoot()),
                new Freshness(aws.window(), aws.skew(), aws.validFor(), aws.rememberRequests()),
                new StsAccess(
                        aws.endpoint(),
                        aws.timeout(),
                        Math.toIntExact(aws.maxAnswerSize().bytes()),
                        aws.maxCalls()),
                aws.maxSize(),
                where);
    }
}
