package dev.sallyport.authmethods.aws;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// A workload's own credentials, as its environment gives them.
///
/// @param sessionToken empty for the long-lived credentials of a user
public record AwsCredentials(String accessKey, String secretKey, String sessionToken) {

    @Override
    public String toString() {
        return "AwsCredentials[redacted]";
    }

    AwsCredentialsIdentity identity() {
        return sessionToken.isEmpty()
                ? AwsCredentialsIdentity.create(accessKey, secretKey)
                : AwsSessionCredentialsIdentity.create(accessKey, secretKey, sessionToken);
    }
}
