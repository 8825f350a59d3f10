package dev.sallyport.trail.read;

import dev.sallyport.trail.read.LineScanner.Found;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SignedHead;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a file of signed heads, one at a time, until the first that cannot be trusted.
final class HeadFile implements Closeable {

    private final String name;
    private final HeadKeys keys;
    private final @Nullable LineScanner lines;
    private long line;
    private @Nullable String problem;
    private boolean torn;

    /// A file that is not there holds no heads. What is appended from now on is not seen.
    HeadFile(Path path, HeadKeys keys) throws IOException {
        this.name = String.valueOf(path.getFileName());
        this.keys = keys;
        this.lines = open(path);
    }

    private static @Nullable LineScanner open(Path path) throws IOException {
        try {
            return new LineScanner(path, 0, Files.size(path));
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /// Empty at the end, and at the first problem.
    Optional<SignedHead> next() throws IOException {
        if (lines == null || problem != null) return Optional.empty();
        Found found = lines.next();
        torn = found == Found.PARTIAL;
        if (found == Found.END || torn) return Optional.empty();
        line++;
        return found == Found.LINE ? checked(lines) : invalid("the line is too long for a head");
    }

    private Optional<SignedHead> checked(LineScanner lines) {
        if (lines.length() > SignedHead.MAX_LENGTH) return invalid("the line is too long for a head");
        Optional<SignedHead> head =
                SignedHead.parse(new String(lines.array(), lines.from(), lines.length(), StandardCharsets.ISO_8859_1));
        if (head.isEmpty()) return invalid("the line is not a signed head");
        if (!keys.trusts(head.get())) return invalid("the head is not signed by a known key");
        return head;
    }

    private Optional<SignedHead> invalid(String why) {
        problem = why;
        return Optional.empty();
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /// True when the last line has no end.
    boolean torn() {
        return torn;
    }

    long tornBytes() {
        return lines == null ? 0 : lines.length();
    }

    Verification.Place place(long seq) {
        return new Verification.Place(name, line, lines == null ? 0 : lines.offset(), seq);
    }

    @Override
    public void close() throws IOException {
        if (lines != null) lines.close();
    }
}
