package dev.sallyport.authmethods.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A JWK set in a file. Whoever can write it can let anyone in, so only its owner may (R22).
public record FileKeys(Path file, int maxSize) implements KeyOrigin {

    private static final Set<PosixFilePermission> TOO_MANY =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    @Override
    public byte[] fetch() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            refuseWhenOthersCanWrite();
            byte[] document = in.readNBytes(maxSize + 1);
            if (document.length > maxSize) {
                throw new IOException("the key file is larger than " + maxSize + " bytes `" + file + "`");
            }
            return document;
        } catch (NoSuchFileException _) {
            throw new IOException("the key file does not exist `" + file + "`");
        }
    }

    private void refuseWhenOthersCanWrite() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            throw new IOException("the file system does not tell who can write the key file `" + file + "`");
        }
        if (!Collections.disjoint(view.readAttributes().permissions(), TOO_MANY)) {
            throw new IOException("the key file can be written by others than its owner; chmod go-w `" + file + "`");
        }
    }
}
