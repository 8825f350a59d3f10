package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.SecretReference;
import java.io.IOException;

/// Reads a secret at the moment of its use. Safe on every thread; may block on the file system.
@FunctionalInterface
interface SecretReader {

    /// The caller closes it.
    ///
    /// @throws IOException with a message that names the reference, never the secret
    Secret read(SecretReference reference) throws IOException;
}
