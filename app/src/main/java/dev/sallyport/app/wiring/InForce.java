package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import java.util.Map;

/// A configuration with what was made of it, swapped as a whole.
///
/// @param methods in the order of the file
/// @param targets those that are served by it
record InForce(Loaded loaded, Map<String, AuthMethod> methods, Targets targets) {

    /// Closes what holds connections or keys.
    void retire() {
        for (AuthMethod method : methods.values()) {
            if (method instanceof AutoCloseable closeable) close(closeable);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("an auth method cannot be closed", e);
        }
    }
}
