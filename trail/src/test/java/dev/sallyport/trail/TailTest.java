package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.SYNCED;
import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.TailHeader;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Follower;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was told WRITTEN and is not in its segment yet: others see it, and a kill does not take it. A copy of the
/// directory, made while the trail is open, is what a killed process leaves.
@Timeout(120)
class TailTest {

    private static final Duration NEVER = Duration.ofMinutes(10);

    @TempDir
    Path root;

    private final ManualLoop loop = new ManualLoop();
    private int copies;

    @BeforeEach
    void onLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the memory of a file is shared as Linux promises");
    }

    /// Nothing is fsynced that nobody waits for.
    private TrailSettings quiet() {
        return Trails.settings(root).syncs(NEVER, Duration.ofSeconds(20));
    }

    private void written(Pen pen, AuditEvent... events) {
        for (AuditEvent event : events)
            pen.append(event, WRITTEN, ok -> assertThat(ok).isTrue());
        loop.turn();
    }

    private static AuditEvent note(int number, int length) {
        return new AuditEvent.Administered(Events.NOON, "note", "test", number + " " + "x".repeat(length));
    }

    private TrailSettings killed(TrailSettings settings) throws IOException {
        TrailSettings copy = quiet().keys(settings.keys());
        copy = new TrailSettings(
                root.resolve("copy-" + ++copies),
                copy.keys(),
                copy.anchors(),
                copy.pageBytes(),
                settings.segmentBytes(),
                copy.segmentAge(),
                copy.headRecords(),
                copy.headInterval(),
                copy.syncInterval(),
                copy.patience(),
                copy.keep());
        Trails.copy(settings.directory(), copy.directory());
        return copy;
    }

    private static List<String> notes(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory())
                .records(Position.START, Filter.ALL.kinds(EventKind.ADMINISTERED))) {
            return records.map(TailTest::told).toList();
        }
    }

    private static String told(TrailRecord record) {
        String detail = record.text("detail");
        if (!record.text("what").equals("note")) return record.text("what");
        return detail.startsWith("number") ? detail : detail.substring(0, detail.indexOf(' '));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "number " + i).toList();
    }

    @Test
    void whatIsNotInItsFileYetIsReadAndOutlivesTheProcess() throws Exception {
        TrailSettings settings = quiet();
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 1; i <= 5; i++) {
                written(pen, Events.note(i));
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
        TrailSettings settings = quiet();
        try (FileTrail trail = Trails.open(settings)) {
            written(trail.pen(loop), Events.note(1));
            trail.write(Events.note(2));
            assertThat(Trails.lines(Trails.segment(settings, 1))).hasSize(2);
        }
    }

    /// Each time it begins in the middle of a block, and each time ends in another.
    @Test
    void aSegmentIsWrittenOnAfterEveryLength() throws Exception {
        TrailSettings settings = quiet();
        int total = 0;
        for (int run = 0; run < 30; run++) {
            try (FileTrail trail = Trails.open(settings)) {
                Pen pen = trail.pen(loop);
                for (int i = 0; i < 3; i++) written(pen, note(total++, run * 977));
                assertThat(Trails.verify(settings).extent().records()).isEqualTo(total);
            }
            assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
        }
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(total);
    }

    @Test
    void fullSegmentsAreFollowedByOthersBeforeTheyAreInTheirFiles() throws Exception {
        TrailSettings settings = quiet().segments(4000, Duration.ofDays(1));
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 200; i++) {
                written(pen, note(i, i * 13 % 700));
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
        TrailSettings settings = quiet();
        int records = 3 * Tail.SIZE / 20_000;
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            for (int i = 0; i < records; i++) written(pen, note(i, 20_000));
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
        TrailSettings settings = quiet();
        try (FileTrail trail = Trails.open(settings)) {
            Pen pen = trail.pen(loop);
            written(pen, Events.note(1), note(2, Tail.SIZE + 5_000));
            written(pen, Events.note(3));
            assertThat(Files.size(Trails.segment(settings, 1))).isGreaterThan(Tail.SIZE);
            assertThat(notes(settings)).containsExactly("number 1", "2", "number 3");
            written(pen, note(4, 300_000), note(5, 300_000));
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
            for (int i = 0; i < records; i++) written(pen, note(i, i % 900));
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

    @Test
    void aFullDiskLosesNothingThatWasWrittenAndRefusesTheRest() throws Exception {
        TrailSettings settings = Trails.settings(root);
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        List<String> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings, disk)) {
            Pen pen = trail.pen(loop);
            trail.write(Events.note(1));
            disk.room = 150;
            written(pen, Events.note(2));
            assertThatThrownBy(() -> trail.write(Events.note(3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(FaultyDisk.FULL);
            pen.append(Events.note(4), WRITTEN, ok -> told.add("4 " + ok));
            loop.turn();
            assertThat(told).containsExactly("4 false");
            assertThat(trail.refusal().orElseThrow()).contains(FaultyDisk.FULL);
            assertThat(notes(settings)).startsWith("number 1", "number 2").doesNotContain("number 4");
            disk.room = Long.MAX_VALUE;
            Trails.await(() -> {
                pen.append(Events.note(5), WRITTEN, ok -> told.add("5 " + ok));
                loop.turn();
                return told.getLast().equals("5 true");
            });
            trail.write(Events.note(6));
            assertThat(trail.refusal()).isEmpty();
        }
        assertThat(notes(settings))
                .startsWith("number 1", "number 2")
                .contains("number 5", "number 6", "trail-resumed")
                .doesNotContain("number 4");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aTrailThatIsClosedOnAFullDiskKeepsItsTailForTheNextOpening() throws Exception {
        TrailSettings settings = quiet();
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        FileTrail trail = Trails.open(settings, disk);
        written(trail.pen(loop), Events.note(1), Events.note(2));
        disk.room = 10;
        trail.close();
        trail.close();
        assertThat(settings.directory().resolve(Segments.TAIL)).exists();
        Trails.write(settings, List.of(Events.note(3)));
        assertThat(notes(settings)).containsExactly("number 1", "number 2", "number 3");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
        assertThat(settings.directory().resolve(Segments.TAIL)).doesNotExist();
    }

    @Test
    void aFailedFsyncIsMadeGoodWithWhatIsInTheTail() throws Exception {
        TrailSettings settings = Trails.settings(root);
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        List<String> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            disk.forces = false;
            pen.append(Events.note(2), SYNCED, ok -> told.add("2 " + ok));
            loop.turn();
            Trails.await(() -> !loop.idle());
            loop.turn();
            assertThat(told).containsExactly("2 false");
            disk.forces = true;
            Trails.await(() -> {
                pen.append(Events.note(3), WRITTEN, ok -> told.add("3 " + ok));
                loop.turn();
                return told.getLast().equals("3 true");
            });
        }
        assertThat(notes(settings)).startsWith("number 1", "number 2").contains("number 3");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    /// The system tells of it once, and whom it tells is the thread that moves blocks.
    @Test
    void aFailedFsyncBetweenBlocksIsToldToWhoWaitsNext() throws Exception {
        TrailSettings settings = quiet();
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            disk.log.clear();
            disk.forces = false;
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 80; i++) written(pen, note(i, 20_000));
            Trails.await(() -> disk.log().contains("force 00000001.jsonl"));
            assertThat(disk.log().indexOf("force 00000001.jsonl"))
                    .as("before any block is written")
                    .isLessThan(3);
            disk.forces = true;
            assertThatThrownBy(() -> trail.write(Events.note(2))).isInstanceOf(IOException.class);
            trail.write(Events.note(3));
        }
        assertThat(notes(settings))
                .filteredOn(note -> !note.equals("trail-resumed"))
                .startsWith("number 1", "0", "1")
                .endsWith("number 2", "number 3")
                .hasSize(83);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    /// Nothing of the system is called that an interrupt could end.
    @Test
    void anInterruptedLoopIsNotDisturbed() throws Exception {
        TrailSettings settings = quiet();
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

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            open.write(bytes);
        }
    }

    /// Of its pages some were written back and some were not.
    @Test
    void afterAPowerLossWholeLinesThatHangTogetherCount() throws Exception {
        TrailSettings settings = quiet();
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            for (int i = 2; i <= 9; i++) written(pen, Events.note(i));
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
        TrailSettings settings = quiet();
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 2 * Tail.SIZE / 100_000; i++) written(pen, note(i, 100_000));
            TrailSettings dead = killed(settings);
            Path segment = Trails.segment(dead, 1);
            int first = Trails.lines(Trails.segment(settings, 1)).getFirst().length() + 1;
            Files.write(segment, Trails.head(Files.readAllBytes(segment), first));
            Trails.write(dead, List.of(Events.note(99)));
            assertThat(notes(dead)).containsExactly("number 1", "trail-torn", "number 99");
            assertThat(Trails.verify(dead)).isInstanceOf(Verification.Intact.class);
        }
    }

    @Test
    void aTailThatWasOnlyBegunIsThrownAway() throws Exception {
        TrailSettings settings = quiet();
        Trails.write(settings, List.of(Events.note(1)));
        Files.write(settings.directory().resolve(Segments.TAIL), new byte[100_000]);
        Trails.write(settings, List.of(Events.note(2)));
        assertThat(notes(settings)).containsExactly("number 1", "number 2");
        assertThat(settings.directory().resolve("tail.bin.torn")).doesNotExist();
    }

    @Test
    void whateverStandsInATailIsNoLineThatDoesNotHangOnTheRest() throws Exception {
        TrailSettings settings = quiet();
        Random random = new Random(5);
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            written(trail.pen(loop), Events.note(2), Events.note(3));
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

    /// A file system may take no blocks past the system's memory; here they do not lie as they must.
    @Test
    void whatTheDiskDoesNotTakeDirectlyIsWrittenAsUsual() throws Exception {
        Path path = root.resolve("file");
        try (var file = Disk.real().open(path)) {
            file.writeBlocks(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.writeBlocks(ByteBuffer.wrap(new byte[] {4, 5}), 3);
            file.force();
        }
        assertThat(Files.readAllBytes(path)).containsExactly(1, 2, 3, 4, 5);
    }
}
