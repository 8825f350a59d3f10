import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Build step: brings one file of an npm package to where Maven can compile it. Run by `java FetchGrammar.java CACHE
/// PACKAGE VERSION INTEGRITY ENTRY OUTPUT`.
///
/// The tarball is fetched by `npm pack` (so by whatever registry npm is configured for), must have the pinned SHA-512,
/// and is kept in CACHE outside the build folder: with a warm cache nothing is fetched and no npm is needed.
public final class FetchGrammar {

    private static final int TIMEOUT_SECONDS = 180;
    private static final int BLOCK = 512;

    private FetchGrammar() {}

    public static void main(String[] args) throws Exception {
        try {
            fetch(args);
        } catch (IllegalStateException e) {
            System.err.println("fetch-grammar: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void fetch(String[] args) throws Exception {
        Path tarball = tarball(Path.of(args[0]), args[1], args[2], args[3]);
        Path output = Path.of(args[5]);
        byte[] wanted = entry(Files.readAllBytes(tarball), args[4]);
        if (!Files.exists(output) || !Arrays.equals(Files.readAllBytes(output), wanted)) {
            Files.createDirectories(output.getParent());
            Files.write(output, wanted);
        }
    }

    private static Path tarball(Path cache, String name, String version, String integrity) throws Exception {
        Path kept = cache.resolve(name + "-" + version + ".tgz");
        if (Files.exists(kept) && integrity(kept).equals(integrity)) {
            return kept;
        }
        Files.createDirectories(cache);
        Path folder = Files.createTempDirectory(cache, "fetch");
        try {
            Path fetched = pack(folder, name + "@" + version);
            if (!integrity(fetched).equals(integrity)) {
                throw stop("npm delivered another " + name + " " + version + " than the pinned one: `"
                        + integrity(fetched) + "`, expected `" + integrity + "`");
            }
            return keep(fetched, kept);
        } finally {
            delete(folder);
        }
    }

    private static Path keep(Path fetched, Path kept) throws IOException {
        try {
            return Files.move(fetched, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return kept;
        }
    }

    private static Path pack(Path folder, String what) throws Exception {
        Path log = folder.resolve("npm.log");
        Process npm = start(folder, log, "npm", "pack", what, "--ignore-scripts", "--silent");
        if (!npm.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw stop("`npm pack " + what + "` took more than " + TIMEOUT_SECONDS + " s");
        }
        if (npm.exitValue() != 0) {
            throw stop("`npm pack " + what + "` failed: " + Files.readString(log));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> stop("`npm pack " + what + "` left no tarball"));
        }
    }

    private static Process start(Path folder, Path log, String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw stop("the first build fetches the PostgreSQL grammar with npm, which was not found on the PATH: install"
                    + " Node.js with npm and build again");
        }
    }

    private static String integrity(Path file) throws IOException, GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
        return "sha512-" + Base64.getEncoder().encodeToString(hash);
    }

    /// Reads a ustar archive: 512-byte headers (name at 0, octal size at 124), contents padded to 512 bytes.
    private static byte[] entry(byte[] tarball, String name) throws IOException {
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(tarball))) {
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK; header = tar.readNBytes(BLOCK)) {
                int size = size(header);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (text(header, 0, 100).equals(name)) {
                    return content;
                }
            }
        }
        throw stop("the package holds no `" + name + "`");
    }

    private static int size(byte[] header) {
        String octal = text(header, 124, 12).strip();
        return octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
    }

    private static String text(byte[] header, int offset, int length) {
        String field = new String(header, offset, length, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static IllegalStateException stop(String why) {
        return new IllegalStateException(why);
    }
}
