package dev.sallyport.trail;

import static dev.sallyport.trail.TailStage.killed;
import static dev.sallyport.trail.TailStage.note;
import static dev.sallyport.trail.TailStage.notes;
import static dev.sallyport.trail.TailStage.quiet;
import static dev.sallyport.trail.TailStage.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.file.TailHeader;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A tail that does not fit its segments: what a power loss, or somebody, left of it.
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the memory of a file is shared as Linux promises")
class RecoveryTest {

    @TempDir
    Path root;

    private final ManualLoop loop = new ManualLoop();

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            open.write(bytes);
        }
    }

    /// Of its pages some were written back and some were not.
    @Test
    void afterAPowerLossWholeLinesThatHangTogetherCount() throws Exception {
        TrailSettings settings = quiet(root);
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            for (int i = 2; i <= 9; i++) written(loop, pen, Events.note(i));
            long length = Files.size(Trails.segment(settings, 1));
            TrailSettings dead = killed(settings);
            overwrite(dead.directory().resolve(Segments.TAIL), TailHeader.BLOCK + 4 * length + 50, new byte[20]);
            Trails.write(dead, List.of(Events.note(99)));
            assertThat(notes(dead))
                    .containsExactly("number 1", "number 2", "number 3", "number 4", "trail-torn", "number 99");
            assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
            assertThat(dead.directory().resolve("tail.bin.torn")).exists();
        }
    }

    @Test
    void aTailThatIsNewerThanItsSegmentByMoreThanItHoldsIsKeptAside() throws Exception {
        TrailSettings settings = quiet(root);
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 2 * Tail.SIZE / 100_000; i++) written(loop, pen, note(i, 100_000));
            TrailSettings dead = killed(settings);
            Path segment = Trails.segment(dead, 1);
            int first = Trails.lines(Trails.segment(settings, 1)).getFirst().length() + 1;
            Files.write(segment, Trails.head(Files.readAllBytes(segment), first));
            Trails.write(dead, List.of(Events.note(99)));
            assertThat(notes(dead)).containsExactly("number 1", "trail-torn", "number 99");
            assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
        }
    }

    /// All that it held of that segment had been handed on.
    @Test
    void aTailMissesNoSegmentThatRetentionHasRemoved() throws Exception {
        TrailSettings settings = quiet(root)
                .segments(4_000, Duration.ofDays(1))
                .heads(1, Duration.ofSeconds(1))
                .keep(Duration.ofHours(10));
        Trails.Clock clock = new Trails.Clock();
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            for (int i = 1; !Files.exists(Trails.segment(settings, 2)); i++) trail.write(note(i, 400));
            clock.now = Events.NOON.plus(Duration.ofHours(11));
            trail.write(Events.note(50));
            Trails.await(() -> !Files.exists(Trails.segment(settings, 1)));
            TrailSettings dead = killed(settings);
            TailHeader header =
                    Segments.tail(dead.directory().resolve(Segments.TAIL)).orElseThrow();
            assertThat(header.before()).as("the tail still names it").isPresent();
            Trails.write(dead, List.of(Events.note(99)));
            assertThat(notes(dead)).endsWith("number 99").doesNotContain("trail-torn");
            assertThat(dead.directory().resolve("tail.bin.torn")).doesNotExist();
        }
    }

    @Test
    void aTailThatWasOnlyBegunIsThrownAway() throws Exception {
        TrailSettings settings = quiet(root);
        Trails.write(settings, List.of(Events.note(1)));
        Files.write(settings.directory().resolve(Segments.TAIL), new byte[100_000]);
        Trails.write(settings, List.of(Events.note(2)));
        assertThat(notes(settings)).containsExactly("number 1", "number 2");
        assertThat(settings.directory().resolve("tail.bin.torn")).doesNotExist();
    }

    @Test
    void whateverStandsInATailIsNoLineThatDoesNotHangOnTheRest() throws Exception {
        TrailSettings settings = quiet(root);
        Random random = new Random(5);
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            written(loop, trail.pen(loop), Events.note(2), Events.note(3));
            for (int i = 0; i < 40; i++) {
                TrailSettings dead = killed(settings);
                byte[] garbage = new byte[8 << random.nextInt(8)];
                random.nextBytes(garbage);
                int at = random.nextInt(i % 2 == 0 ? 100 : TailHeader.BLOCK + 1_000);
                overwrite(dead.directory().resolve(Segments.TAIL), at, garbage);
                assertThat(Trails.verify(dead)).isNotNull();
                Trails.write(dead, List.of(Events.note(99)));
                assertThat(notes(dead)).startsWith("number 1").endsWith("number 99");
                assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
            }
        }
    }

    @Test
    void aHeaderOfAnyBytesIsReadOrNot() {
        Random random = new Random(7);
        byte[] bytes = new byte[TailHeader.BLOCK];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes, 0, random.nextInt(200));
            if (header.remaining() >= 8) header.put(0, "SPTAIL01".getBytes(StandardCharsets.US_ASCII));
            Optional<TailHeader> read = TailHeader.parse(header);
            read.ifPresent(h -> assertThat(h.head()).isNotNegative());
        }
    }
}
