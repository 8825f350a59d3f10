package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.fail;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// Trails for tests, in a temporary directory.
public final class Trails {

    private Trails() {}

    /// Small enough to rotate, with few heads, and a sync thread that acts only when asked.
    public static TrailSettings settings(Path root) {
        return TrailSettings.in(root.resolve("trail"))
                .syncs(Duration.ofMillis(5), Duration.ofSeconds(20))
                .heads(1_000_000, Duration.ofDays(1000));
    }

    public static FileTrail open(TrailSettings settings) throws IOException {
        return open(settings, Disk.real());
    }

    public static FileTrail open(TrailSettings settings, Disk disk) throws IOException {
        return FileTrail.open(settings, InstantSource.fixed(Events.NOON), disk);
    }

    /// A clock that the test moves.
    public static final class Clock implements InstantSource {
        public volatile Instant now = Events.NOON;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /// A closed trail with these events, one page each.
    public static void write(TrailSettings settings, List<? extends AuditEvent> events) throws IOException {
        try (FileTrail trail = open(settings)) {
            for (AuditEvent event : events) trail.write(event);
        }
    }

    public static Verification verify(TrailSettings settings, SignedHead... saved) throws IOException {
        return Verifier.verify(settings.directory(), HeadKeys.in(settings.keys()), List.of(saved));
    }

    public static Path segment(TrailSettings settings, int number) {
        return settings.directory().resolve(Segments.name(number));
    }

    public static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    public static void rewrite(Path file, List<String> lines) throws IOException {
        Files.writeString(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    public static SignedHead lastHead(TrailSettings settings) throws IOException {
        return SignedHead.parse(
                        lines(settings.directory().resolve(Segments.HEADS)).getLast())
                .orElseThrow();
    }

    public static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Waits for a condition that another thread will make true.
    public static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) fail("it did not happen within 20 seconds");
            Thread.sleep(2);
        }
    }

    public static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
