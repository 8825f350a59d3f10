package dev.sallyport.trail.seal;

import dev.sallyport.trail.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The key that literals are sealed with. Safe on every thread.
public final class SealingKey {

    private static final int BYTES = 32;
    private static final String FILE = "seal.key";

    private final String id;
    private final SecretKey secret;

    private SealingKey(byte[] bytes) {
        id = KeyFile.id(bytes);
        secret = new SecretKeySpec(bytes, "AES");
    }

    /// Reads `seal.key`, or makes it.
    ///
    /// @throws IOException also when others could read it
    public static SealingKey in(Path folder) throws IOException {
        PrivateFolder.make(folder);
        Path path = folder.resolve(FILE);
        if (!Files.exists(path)) KeyFile.writePrivate(path, HexFormat.of().formatHex(fresh()));
        return read(path);
    }

    static SealingKey read(Path path) throws IOException {
        try {
            byte[] bytes = HexFormat.of().parseHex(KeyFile.readPrivate(path));
            if (bytes.length == BYTES) return new SealingKey(bytes);
        } catch (IllegalArgumentException _) {
            // not hex: said below, without quoting what may be a part of a key
        }
        throw new IOException("not a sealing key (64 hex digits expected): `" + path + "`");
    }

    private static byte[] fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// One for each thread that writes.
    public Sealer sealer() {
        return new Sealer(this);
    }

    /// Names the key in a record.
    public String id() {
        return id;
    }

    SecretKey secret() {
        return secret;
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES-GCM", e);
        }
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }
}
