package dev.sallyport.app.exec.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A token in a file: the first of these that is there.
///
/// @param name as `--proof` has it
record TokenFile(String name, List<Path> files) implements ProofSource {

    /// More is no token.
    private static final int LARGEST = 64 << 10;

    /// Where projected service account tokens usually are. The last one is the token for the cluster's own
    /// API: its audience is seldom the gateway's, so it comes last.
    static final List<Path> KUBERNETES = List.of(
            Path.of("/var/run/secrets/tokens/sallyport"),
            Path.of("/var/run/secrets/sallyport/token"),
            Path.of("/var/run/secrets/sallyport.dev/serviceaccount/token"),
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"));

    TokenFile {
        files = List.copyOf(files);
    }

    @Override
    public Proof look() {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                String text = new String(bytes, StandardCharsets.UTF_8).strip();
                if (bytes.length <= LARGEST && plausible(text))
                    return new Proof.Found(text, Proof.JWT, file.toString());
                problems.add("holds no token: `" + file + "`");
            } catch (NoSuchFileException _) {
                problems.add("no such file: `" + file + "`");
            } catch (IOException _) {
                problems.add("cannot be read by this user: `" + file + "`");
            }
        }
        return new Proof.Absent(String.join(", ", problems));
    }

    /// Visible characters of one word (RFC 6750 section 2.1).
    private static boolean plausible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
