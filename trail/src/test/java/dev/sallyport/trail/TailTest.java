package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.WRITTEN;
import static dev.sallyport.trail.TailStage.NEVER;
import static dev.sallyport.trail.TailStage.killed;
import static dev.sallyport.trail.TailStage.note;
import static dev.sallyport.trail.TailStage.notes;
import static dev.sallyport.trail.TailStage.numbers;
import static dev.sallyport.trail.TailStage.quiet;
import static dev.sallyport.trail.TailStage.told;
import static dev.sallyport.trail.TailStage.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Follower;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What was told WRITTEN and is not in its segment yet: others see it, and a kill does not take it. A copy of the
/// directory, made while the trail is open, is what a killed process leaves.
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the memory of a file is shared as Linux promises")
class TailTest {

    @TempDir
    Path root;

    private final ManualLoop loop = new ManualLoop();

    @Test
    void whatIsNotInItsFileYetIsReadAndOutlivesTheProcess() throws Exception {
        TrailSettings settings = quiet(root);
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 1; i <= 5; i++) {
                written(loop, pen, Events.note(i));
                assertThat(Trails.segment(settings, 1)).isEmptyFile();
                assertThat(notes(settings)).isEqualTo(numbers(1, i));
                TrailSettings dead = killed(settings);
                assertThat(Trails.verify(dead).extent().records()).isEqualTo(i);
                Trails.write(dead, List.of(Events.note(99)));
                assertThat(notes(dead)).startsWith("number 1").hasSize(i + 1).endsWith("number 99");
                assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
            }
        }
        assertThat(notes(settings)).isEqualTo(numbers(1, 5));
        assertThat(Trails.lines(Trails.segment(settings, 1))).hasSize(5);
        assertThat(settings.directory().resolve(Segments.TAIL)).doesNotExist();
    }

    @Test
    void whoWaitsForTheDiskFindsItInTheFile() throws Exception {
        TrailSettings settings = quiet(root);
        try (FileTrail trail = Trails.open(settings)) {
            written(loop, trail.pen(loop), Events.note(1));
            trail.write(Events.note(2));
            assertThat(Trails.lines(Trails.segment(settings, 1))).hasSize(2);
        }
    }

    /// Each time it begins in the middle of a block, and each time ends in another.
    @Test
    void aSegmentIsWrittenOnAfterEveryLength() throws Exception {
        TrailSettings settings = quiet(root);
        int total = 0;
        for (int run = 0; run < 30; run++) {
            try (FileTrail trail = Trails.open(settings)) {
                Pen pen = trail.pen(loop);
                for (int i = 0; i < 3; i++) written(loop, pen, note(total++, run * 977));
                assertThat(Trails.verify(settings).extent().records()).isEqualTo(total);
            }
            assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
        }
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(total);
    }

    @Test
    void fullSegmentsAreFollowedByOthersBeforeTheyAreInTheirFiles() throws Exception {
        TrailSettings settings = quiet(root).segments(4000, Duration.ofDays(1));
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 200; i++) {
                written(loop, pen, note(i, i * 13 % 700));
                if (i % 20 == 7) {
                    TrailSettings dead = killed(settings);
                    Trails.write(dead, List.of(Events.note(99)));
                    assertThat(Trails.verify(dead).extent().records()).isEqualTo(i + 2 + (i + 6) / 20);
                }
                if (i % 20 == 13) trail.write(note(i, 20));
            }
            assertThat(Segments.list(settings.directory()).size()).isGreaterThan(5);
            assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
        }
        assertThat(notes(settings)).hasSize(210);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void itGoesRoundAndWhatIsFullIsMovedMeanwhile() throws Exception {
        TrailSettings settings = quiet(root);
        int records = 3 * Tail.SIZE / 20_000;
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 0; i < records; i++) written(loop, pen, note(i, 20_000));
            assertThat(Files.size(Trails.segment(settings, 1))).isGreaterThan(Tail.SIZE);
            assertThat(notes(settings)).hasSize(records);
            TrailSettings dead = killed(settings);
            Trails.write(dead, List.of(Events.note(99)));
            assertThat(Trails.verify(dead).extent().records()).isEqualTo(records + 1);
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void whatIsTooLongForItGoesPastIt() throws Exception {
        TrailSettings settings = quiet(root);
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            written(loop, pen, Events.note(1), note(2, Tail.SIZE + 5_000));
            written(loop, pen, Events.note(3));
            assertThat(Files.size(Trails.segment(settings, 1))).isGreaterThan(Tail.SIZE);
            assertThat(notes(settings)).containsExactly("number 1", "2", "number 3");
            written(loop, pen, note(4, 300_000), note(5, 300_000));
            TrailSettings dead = killed(settings);
            Trails.write(dead, List.of(Events.note(6)));
            assertThat(notes(dead)).containsExactly("number 1", "2", "number 3", "4", "5", "number 6");
            assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
        }
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(5);
    }

    @Test
    void oneWhoFollowsSeesEachLineOnceAndWhole() throws Exception {
        TrailSettings settings =
                Trails.settings(root).syncs(Duration.ofMillis(3), NEVER).segments(100_000, Duration.ofDays(1));
        int records = 6_000;
        try (ExecutorService other = Executors.newSingleThreadExecutor();
                FileTrail trail = Trails.open(settings)) {
            Future<List<String>> seen = other.submit(() -> followed(settings, records));
            Pen pen = trail.pen(loop);
            for (int i = 0; i < records; i++) written(loop, pen, note(i, i % 900));
            assertThat(seen.get())
                    .isEqualTo(IntStream.range(0, records)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    private static List<String> followed(TrailSettings settings, int records) throws Exception {
        List<String> seen = new ArrayList<>();
        try (Follower lines = new TrailReader(settings.directory()).follow(Position.START, Filter.ALL)) {
            while (seen.size() < records) {
                Optional<TrailLine> line = lines.next(Duration.ofSeconds(20));
                seen.add(told((TrailRecord) line.orElseThrow()));
            }
        }
        return seen;
    }

    /// Nothing of the system is called that an interrupt could end.
    @Test
    void anInterruptedLoopIsNotDisturbed() throws Exception {
        TrailSettings settings = quiet(root);
        List<Boolean> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings)) {
            trail.pen(loop).append(Events.note(1), WRITTEN, told::add);
            Thread.currentThread().interrupt();
            loop.turn();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(told).containsExactly(true);
        }
        assertThat(notes(settings)).containsExactly("number 1");
    }
}
