package dev.sallyport.trail.read;

import dev.sallyport.trail.file.TailHeader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a trail and their names.
public final class Segments {

    public static final String HEADS = "heads.jsonl";
    public static final String REMOVED = "removed.jsonl";
    public static final String LOCK = "trail.lock";
    public static final String TAIL = "tail.bin";

    private static final Pattern NAME = Pattern.compile("(\\d{8})\\.jsonl");

    private Segments() {}

    /// `00000001.jsonl`
    public static String name(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 8 - digits.length())) + digits + ".jsonl";
    }

    /// By number; other files are left alone.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such directory
    public static NavigableMap<Integer, Path> list(Path directory) throws IOException {
        NavigableMap<Integer, Path> found = new TreeMap<>();
        try (var paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) number(path).ifPresent(number -> found.put(number, path));
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /// Opens one to be read, with what is not in its file yet; another file just so.
    public static SeekableByteChannel open(Path path) throws IOException {
        Optional<Integer> number = number(path);
        return number.isPresent() ? new SegmentChannel(path, number.get()) : Files.newByteChannel(path);
    }

    /// What the tail says of itself; empty when it cannot be read.
    public static Optional<TailHeader> tail(Path path) throws IOException {
        return SegmentChannel.tail(path);
    }

    private static Optional<Integer> number(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
    }
}
