package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import java.io.IOException;

/// A secret of the configuration: read at each use, so that a rotated one counts at once.
@FunctionalInterface
public interface SecretSource {

    /// The caller closes it. May block on the file system.
    ///
    /// @throws IOException with a message that names the place, never the secret
    Secret read() throws IOException;
}
