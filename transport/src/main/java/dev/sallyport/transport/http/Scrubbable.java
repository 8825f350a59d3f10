package dev.sallyport.transport.http;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;

/// Secrets that can be told from what stands in an answer by chance.
public final class Scrubbable {

    private Scrubbable() {}

    /// @param path of the configuration
    /// @throws IllegalArgumentException when it is too short
    public static Secret secret(String path, Secret secret) {
        int length = secret.exposeText(SecretAccess.because("its length is looked at"))
                .length();
        if (length < Scrubber.SHORTEST)
            throw new IllegalArgumentException(
                    path + ": the secret is shorter than " + Scrubber.SHORTEST + " characters");
        return secret;
    }
}
