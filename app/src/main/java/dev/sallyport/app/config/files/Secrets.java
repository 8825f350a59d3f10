package dev.sallyport.app.config.files;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.SecretReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Reads what secret references point at, at the moment of use, so that a changed secret is seen; files are looked
/// over each time (R23). Safe on every thread; may block on the file system.
public final class Secrets {

    private final FileGuard guard;
    private final Map<String, String> environment;

    /// @param environment usually `System.getenv()`
    public Secrets(FileGuard guard, Map<String, String> environment) {
        this.guard = guard;
        this.environment = Map.copyOf(environment);
    }

    /// Why the reference cannot be used; empty when it can.
    public Optional<String> complaint(SecretReference reference) {
        return switch (reference) {
            case SecretReference.Env env ->
                environment.getOrDefault(env.name(), "").isEmpty()
                        ? Optional.of("the environment variable is not set")
                        : Optional.empty();
            case SecretReference.File file -> guard.exposure(file.path()).map(c -> "the secret file " + c);
            case SecretReference.Vault _ -> Optional.of("there is no vault in this version, use `file:`");
        };
    }

    /// Line ends after the secret are not part of it.
    ///
    /// @throws IOException when it cannot be used or read; the message names the reference, never the secret
    public Secret read(SecretReference reference) throws IOException {
        Optional<String> complaint = complaint(reference);
        if (complaint.isPresent()) {
            throw new IOException(complaint.get() + ": `" + reference + "`");
        }
        return switch (reference) {
            case SecretReference.Env env -> Secret.of(environment.getOrDefault(env.name(), ""));
            case SecretReference.File file -> inFile(file.path());
            case SecretReference.Vault vault -> throw new IOException("no vault: `" + vault + "`");
        };
    }

    /// @throws IOException also when a combined secret does not read `user:password`
    public Login login(AdminAccount account) throws IOException {
        Secret secret = read(account.secret());
        return switch (account) {
            case AdminAccount.Login login -> new Login(login.user(), secret);
            case AdminAccount.Combined combined -> Login.split(secret, combined.secret());
        };
    }

    private static Secret inFile(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] characters = new char[text.remaining()];
        text.get(characters);
        char[] secret = Arrays.copyOf(characters, trimmed(characters));
        wipe(bytes, text, characters);
        Secret kept = new Secret(secret);
        Arrays.fill(secret, '\0');
        return kept;
    }

    private static int trimmed(char[] characters) {
        int end = characters.length;
        while (end > 0 && (characters[end - 1] == '\n' || characters[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private static void wipe(byte[] bytes, CharBuffer text, char[] characters) {
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(text.array(), '\0');
        Arrays.fill(characters, '\0');
    }
}
