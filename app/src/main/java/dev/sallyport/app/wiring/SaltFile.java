package dev.sallyport.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// The salt of the digests under which distinct keys are counted: made at the first start, the same
/// ever after, readable by the gateway alone.
final class SaltFile {

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private SaltFile() {}

    static byte[] read(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) make(file, random);
        if (!Files.getPosixFilePermissions(file).equals(PRIVATE))
            throw new IOException("the salt must be readable by the gateway alone, chmod 600: `" + file + "`");
        byte[] salt = Files.readAllBytes(file);
        if (salt.length != BYTES)
            throw new IOException("the salt is damaged, restore it from a backup: `" + file + "`");
        return salt;
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.write(file, salt, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
    }
}
