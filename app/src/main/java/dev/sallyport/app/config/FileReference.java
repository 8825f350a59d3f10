package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file that is trusted but not secret, such as an issuer's public keys.
@Scalar(value = "a reference such as `file:issuer.jwks`", pattern = "^file:.+$")
public record FileReference(Path path) {

    private static final String PREFIX = "file:";

    public static FileReference parse(String text, Path base) {
        try {
            if (text.startsWith(PREFIX) && text.length() > PREFIX.length()) {
                return new FileReference(
                        base.resolve(text.substring(PREFIX.length())).normalize());
            }
        } catch (InvalidPathException _) {
            // told below
        }
        throw new IllegalArgumentException("must be a reference such as `file:issuer.jwks`");
    }
}
