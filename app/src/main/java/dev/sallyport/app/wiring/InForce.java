package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import java.util.Map;
import java.util.stream.Stream;

/// A configuration with what was made of it, swapped as a whole.
///
/// @param methods in the order of the file
/// @param orchestrators who may sign statements
/// @param targets those that are served by it
record InForce(Loaded loaded, Map<String, AuthMethod> methods, Map<String, AuthMethod> orchestrators, Targets targets) {

    static InForce of(Loaded loaded, Map<String, AuthMethod> methods, Targets targets) {
        return new InForce(loaded, methods, Orchestrators.of(loaded.configuration()), targets);
    }

    /// Closes what holds connections or keys.
    void retire() {
        Stream.concat(methods.values().stream(), orchestrators.values().stream())
                .forEach(method -> {
                    if (method instanceof AutoCloseable closeable) close(closeable);
                });
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("an auth method cannot be closed", e);
        }
    }
}
