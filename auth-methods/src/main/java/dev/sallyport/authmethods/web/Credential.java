package dev.sallyport.authmethods.web;

import dev.sallyport.api.credential.Secret;
import java.io.IOException;

/// A secret that the gateway shows to another server: read at each use, so that a rotated one counts at once.
@FunctionalInterface
public interface Credential {

    /// The caller closes it. May block on the file system.
    ///
    /// @throws IOException with a message that names the place, never the secret
    Secret read() throws IOException;
}
