package dev.sallyport.authmethods.jwt;

import java.io.IOException;

/// Fetches a JWK set from where the configuration says.
@FunctionalInterface
public interface KeyOrigin {

    /// May block, within a bound. One thread at a time.
    ///
    /// @throws IOException with a message that can be shown: where it was looked for and what was wrong
    byte[] fetch() throws IOException, InterruptedException;
}
