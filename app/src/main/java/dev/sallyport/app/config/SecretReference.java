package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a secret is (R23). The configuration never holds a secret itself, so this may be shown.
@Scalar(value = "a reference such as `file:secrets/crm-admin`", pattern = "^(file|env|vault):.+$", secret = true)
public sealed interface SecretReference {

    /// An environment variable: visible to whoever may look at the process.
    record Env(String name) implements SecretReference {
        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /// A file that only the gateway may read.
    record File(Path path) implements SecretReference {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /// An entry of the vault.
    record Vault(String name) implements SecretReference {
        @Override
        public String toString() {
            return "vault:" + name;
        }
    }

    static SecretReference parse(String text, Path base) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        if (colon < 0 || rest.isBlank()) {
            throw malformed();
        }
        return switch (text.substring(0, colon)) {
            case "env" -> env(rest);
            case "file" -> file(rest, base);
            case "vault" -> new Vault(rest);
            case String _ -> throw malformed();
        };
    }

    private static SecretReference env(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
            throw new IllegalArgumentException("must name an environment variable: letters, digits and `_`");
        }
        return new Env(name);
    }

    private static SecretReference file(String path, Path base) {
        try {
            return new File(base.resolve(path).normalize());
        } catch (InvalidPathException _) {
            throw malformed();
        }
    }

    /// What was written may be the secret itself: it is not repeated.
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "must be a reference such as `file:secrets/crm-admin`, a secret never stands in the configuration");
    }
}
