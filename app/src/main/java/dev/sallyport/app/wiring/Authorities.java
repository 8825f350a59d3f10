package dev.sallyport.app.wiring;

import dev.sallyport.authmethods.web.Trust;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Whose certificates a server may show: those of a file, or the platform's.
final class Authorities {

    private Authorities() {}

    /// @throws IllegalArgumentException when the file holds none; the message starts with the path
    static SSLContext of(String path, @Nullable Path pem) {
        if (pem == null) {
            return Trust.ofThePlatform();
        }
        try {
            return Trust.of(pem);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
