package dev.sallyport.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What stands in files that the configuration only names: a certificate that was renewed changes nothing in the
/// configuration, and is to be taken over nevertheless.
final class Material {

    private Material() {}

    /// SHA-256 over the files, in order; those that are not configured count as empty.
    static String of(@Nullable Path... files) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files) {
            byte[] content = file == null ? new byte[0] : Files.readAllBytes(file);
            digest.update((content.length + ":").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
