package dev.sallyport.http.credential.oauth;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.http.credential.token.SecretSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// A file beside the gateway's own state that only its owner may read (R23). It begins to exist when
/// the server rotates the token of the configuration, and counts as long as that one is the same: a new
/// one in the configuration takes over. One gateway at a time.
public final class RefreshTokenFile implements RefreshTokens {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final SecretAccess TO_KEEP = SecretAccess.because("the server takes each refresh token once");
    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;
    private final SecretSource first;

    /// @param first the one of the configuration
    public RefreshTokenFile(Path file, SecretSource first) {
        this.file = file;
        this.first = first;
    }

    @Override
    public synchronized Secret last() throws IOException {
        Secret configured = first.read();
        String[] kept = kept();
        if (kept.length != 2 || !kept[0].equals(digest(configured))) {
            return configured;
        }
        configured.close();
        return Secret.of(kept[1]);
    }

    /// Two lines: of which token of the configuration it comes, as a digest, and the token.
    private String[] kept() throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("not a file with a refresh token `" + file + "`");
            }
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (!OWNER.containsAll(may)) {
                throw new IOException("others may read the file, make it 0600 `" + file + "`");
            }
            return Files.readString(file).strip().split("\n", -1);
        } catch (NoSuchFileException _) {
            return new String[0];
        }
    }

    @Override
    public synchronized void keep(Secret next) throws IOException {
        try (Secret configured = first.read()) {
            byte[] lines =
                    (digest(configured) + "\n" + next.exposeText(TO_KEEP) + "\n").getBytes(StandardCharsets.UTF_8);
            Path beside = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    file.getFileName() + ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(OWNER));
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(lines));
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Arrays.fill(lines, (byte) 0);
        }
    }

    private static String digest(Secret secret) {
        return dev.sallyport.grammar.http.text.Digest.hex(
                secret.exposeText(TO_KEEP).getBytes(StandardCharsets.UTF_8));
    }
}
