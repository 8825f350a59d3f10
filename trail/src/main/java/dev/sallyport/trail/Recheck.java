package dev.sallyport.trail;

import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.LineScanner;
import dev.sallyport.trail.read.LineScanner.Found;
import dev.sallyport.trail.read.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// After a failed fsync: does the file still hold what was written?
final class Recheck {

    private Recheck() {}

    /// @param lastHash of the chain as it is in memory
    /// @throws IOException when the segments from `first` on do not end in it, unbroken
    static void segments(Path directory, int first, String lastHash) throws IOException {
        @Nullable String hash = null;
        for (Map.Entry<Integer, Path> file :
                Segments.list(directory).tailMap(first, true).entrySet()) hash = segment(file.getValue(), hash);
        if (hash != null && !hash.equals(lastHash)) throw lost();
    }

    private static @Nullable String segment(Path path, @Nullable String before) throws IOException {
        MessageDigest sha256 = sha256();
        @Nullable String hash = before;
        try (LineScanner lines = new LineScanner(path, 0)) {
            Found found = lines.next();
            while (found == Found.LINE) {
                Link link =
                        Link.parse(lines.array(), lines.from(), lines.length()).orElseThrow(Recheck::lost);
                if (!link.holds(sha256, lines.array(), lines.from())) throw lost();
                if (hash != null && !hash.equals(link.prev())) throw lost();
                hash = link.hash();
                found = lines.next();
            }
            if (found != Found.END) throw lost();
        }
        return hash;
    }

    private static IOException lost() {
        return new IOException("the segment does not hold what was written");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
