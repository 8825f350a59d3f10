package dev.sallyport.app.wiring;

import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.files.Secrets;
import java.io.IOException;
import java.nio.file.Path;

/// A private key as the TLS library takes it: a file. Its mode and owner were checked with the configuration (R23).
final class KeyFile {

    private KeyFile() {}

    static Path of(SecretReference key, Secrets secrets) throws IOException {
        secrets.read(key).close();
        return switch (key) {
            case SecretReference.File(Path path) -> path;
            case SecretReference.Env _, SecretReference.Vault _ ->
                throw new IOException("tls.key: must be a file, such as `file:server.key`");
        };
    }
}
