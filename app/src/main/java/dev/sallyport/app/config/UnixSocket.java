package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A Unix socket of another program on this machine (SPIFFE Workload Endpoint section 4).
@Scalar(value = "a socket such as `unix:/run/spire/agent.sock`", pattern = "^unix:/.+$")
public record UnixSocket(Path path) {

    private static final String PREFIX = "unix:";

    public static UnixSocket parse(String text) {
        try {
            if (text.startsWith(PREFIX + "/") && text.length() > PREFIX.length() + 1) {
                return new UnixSocket(Path.of(text.substring(PREFIX.length()).replaceFirst("^//+", "/"))
                        .normalize());
            }
        } catch (InvalidPathException _) {
            // told below
        }
        throw new IllegalArgumentException("must be a socket such as `unix:/run/spire/agent.sock`");
    }
}
