package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Cedar policies: a file, or the text itself.
@Scalar("a file that ends in `.cedar`, or the text of a Cedar policy")
public sealed interface PolicySource {

    /// @param name as written
    record InFile(String name, Path path) implements PolicySource {}

    record Inline(String text) implements PolicySource {}

    static PolicySource parse(String text, Path base) {
        boolean file = text.endsWith(".cedar") && text.lines().count() == 1;
        if (!file && !text.contains("permit") && !text.contains("forbid")) {
            throw new IllegalArgumentException("must be a file that ends in `.cedar`, or the text of a Cedar policy");
        }
        return file ? inFile(text, base) : new Inline(text);
    }

    private static PolicySource inFile(String name, Path base) {
        try {
            return new InFile(name, base.resolve(name).normalize());
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("must be a path");
        }
    }
}
