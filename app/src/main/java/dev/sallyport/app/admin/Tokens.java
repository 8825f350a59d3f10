package dev.sallyport.app.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The bearer tokens, one for each role (R20, R22). Keeps their digests only. Immutable.
final class Tokens {

    private static final int BYTES = 32;
    private static final int LONGEST_FILE = 1024;

    private final Map<Role, byte[]> digests;

    private Tokens(Map<Role, byte[]> digests) {
        this.digests = digests;
    }

    /// Reads the token files and makes those that are missing, 256 random bits each.
    ///
    /// @throws IOException when a file can be opened by others, belongs to somebody else or is no token
    static Tokens in(Path folder, SecureRandom random) throws IOException {
        PrivatePlace.folder(folder);
        Map<Role, byte[]> digests = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Path file = folder.resolve(role.file());
            if (Files.notExists(file)) PrivatePlace.write(file, fresh(random));
            digests.put(role, digest(read(file)));
        }
        return new Tokens(digests);
    }

    /// Compares with every token in constant time.
    Optional<Role> roleOf(String presented) {
        byte[] digest = digest(presented);
        Role found = null;
        for (Map.Entry<Role, byte[]> token : digests.entrySet()) {
            if (MessageDigest.isEqual(token.getValue(), digest)) found = token.getKey();
        }
        return Optional.ofNullable(found);
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        return (token + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(Path file) throws IOException {
        PrivatePlace.checkFile(file);
        String token =
                Files.size(file) > LONGEST_FILE ? "" : Files.readString(file).strip();
        if (token.length() < BYTES) {
            throw new IOException("holds no token, remove it and a new one is made: `" + file + "`");
        }
        return token;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
