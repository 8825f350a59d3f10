package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.SYNCED;
import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full or failing disk refuses; it never loses, and never leaves half a line.
class FailingDiskTest {

    @TempDir
    Path root;

    private final FaultyDisk disk = new FaultyDisk();

    private TrailSettings settings() {
        return Trails.settings(root).pages(1024);
    }

    private static List<String> notes(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory())
                .records(Position.START, Filter.ALL.kinds(EventKind.ADMINISTERED))) {
            return records.map(r -> r.text("what").equals("note") ? r.text("detail") : r.text("what"))
                    .toList();
        }
    }

    @Test
    void aDiskThatIsFullAfterAnyByteTellsTheTruthAndGoesOnLater() throws Exception {
        for (int room = 0; room < 700; room += room < 420 ? 1 : 37) {
            for (boolean truncates : room % 5 == 0 ? new boolean[] {true, false} : new boolean[] {true}) {
                TrailSettings settings = Trails.settings(root.resolve("room-" + room + truncates))
                        .keys(root.resolve("keys"));
                fullAfter(settings, room, truncates);
            }
        }
    }

    private void fullAfter(TrailSettings settings, int room, boolean truncates) throws Exception {
        ManualLoop loop = new ManualLoop();
        List<String> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings, disk)) {
            Pen pen = trail.pen(loop);
            disk.room = room;
            disk.truncates = truncates;
            for (int i = 0; i < 2; i++) append(pen, i, told);
            loop.turn();
            boolean fits = told.getFirst().endsWith("true");
            assertThat(told).containsExactly("number 0 " + fits, "number 1 " + fits);
            assertThat(trail.refusal().isPresent()).isEqualTo(!fits);
            if (!fits)
                assertThat(trail.refusal().orElseThrow())
                        .startsWith("2 records were refused")
                        .contains("space");

            append(pen, 2, told);
            loop.turn();
            disk.room = Long.MAX_VALUE;
            disk.truncates = true;
            append(pen, 3, told);
            loop.turn();
            assertThat(told.getLast()).isEqualTo("number 3 true");
            assertThat(trail.refusal()).isEmpty();
            trail.write(Events.note(4));
            Trails.await(() -> notes(settings).contains("trail-resumed"));
        }
        List<String> kept = told.stream()
                .filter(line -> line.endsWith(" true"))
                .map(line -> line.replace(" true", ""))
                .toList();
        assertThat(notes(settings)).containsAll(kept).hasSize(kept.size() + 2);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private static void append(Pen pen, int number, List<String> told) {
        pen.append(Events.note(number), WRITTEN, ok -> told.add("number " + number + " " + ok));
    }

    @Test
    void aFullDiskMakesABlockingWriteThrow() throws Exception {
        try (FileTrail trail = Trails.open(settings(), disk)) {
            disk.room = 100;
            assertThatThrownBy(() -> trail.write(Events.note(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(FaultyDisk.FULL);
            disk.room = Long.MAX_VALUE;
            trail.write(Events.note(2));
        }
        assertThat(notes(settings())).contains("number 2").doesNotContain("number 1");
    }

    @Test
    void aPageThatFailsInTheMiddleOfATurnFailsOnlyItsOwnRecords() throws Exception {
        TrailSettings settings = settings();
        ManualLoop loop = new ManualLoop();
        List<String> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings, disk)) {
            Pen pen = trail.pen(loop);
            disk.room = 3500;
            for (int i = 0; i < 20; i++) append(pen, i, told);
            loop.turn();
        }
        assertThat(told).hasSize(20);
        long good = told.stream().filter(line -> line.endsWith("true")).count();
        assertThat(good).isBetween(1L, 19L);
        for (int i = 0; i < 20; i++) assertThat(told.get(i)).isEqualTo("number " + i + " " + (i < good));
        disk.room = Long.MAX_VALUE;
        assertThat(notes(settings)).hasSize((int) good);
    }

    @Test
    void aProcessThatDiesOnAFullDiskLeavesAtMostATornLine() throws Exception {
        TrailSettings settings = settings();
        FileTrail trail = Trails.open(settings, disk);
        trail.write(Events.note(1));
        disk.room = 150;
        disk.truncates = false;
        assertThatThrownBy(() -> trail.write(Events.note(2))).isInstanceOf(IOException.class);
        assertThatThrownBy(trail::close).isInstanceOf(IOException.class);
        Trails.write(settings, List.of(Events.note(3)));
        assertThat(notes(settings)).containsExactly("number 1", "trail-torn", "number 3");
    }

    private static String resumed(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory())
                .records(Position.START, Filter.ALL.kinds(EventKind.ADMINISTERED))) {
            return records.filter(r -> r.text("what").equals("trail-resumed"))
                    .map(r -> r.text("detail"))
                    .reduce("", (before, next) -> before + next + "; ");
        }
    }

    private void fullFor(int records, Pen pen, ManualLoop loop) {
        disk.room = 0;
        for (int i = 0; i < records; i++) append(pen, i, new ArrayList<>());
        loop.turn();
    }

    private void roomAgain(Pen pen, ManualLoop loop) {
        disk.room = Long.MAX_VALUE;
        append(pen, 9, new ArrayList<>());
        loop.turn();
    }

    @Test
    void aDiskThatIsFullTwiceBeforeItIsToldLosesNoCount() throws Exception {
        TrailSettings settings = settings().syncs(Duration.ofSeconds(20), Duration.ofSeconds(20));
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings, disk)) {
            Pen pen = trail.pen(loop);
            fullFor(3, pen, loop);
            roomAgain(pen, loop);
            fullFor(2, pen, loop);
            roomAgain(pen, loop);
        }
        assertThat(resumed(settings))
                .startsWith("5 records were refused since ")
                .contains(FaultyDisk.FULL);
    }

    @Test
    void whatWasRefusedIsToldLaterWhenTheWordOfItIsRefusedToo() throws Exception {
        TrailSettings settings = settings().syncs(Duration.ofSeconds(20), Duration.ofSeconds(20));
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings, disk)) {
            Pen pen = trail.pen(loop);
            fullFor(3, pen, loop);
            roomAgain(pen, loop);
            disk.room = 0;
            assertThatThrownBy(() -> trail.write(Events.note(4))).isInstanceOf(IOException.class);
            assertThat(resumed(settings)).isEmpty();
            roomAgain(pen, loop);
        }
        assertThat(resumed(settings)).startsWith("5 records were refused since ");
    }

    @Test
    void aSegmentThatCannotBeBegunRefuses() throws Exception {
        TrailSettings settings = settings().segments(1024, Duration.ofDays(1));
        try (FileTrail trail = Trails.open(settings, disk)) {
            for (int i = 0; i < 4; i++) trail.write(Events.note(i));
            disk.opens = false;
            assertThatThrownBy(() -> {
                        for (int i = 4; i < 8; i++) trail.write(Events.note(i));
                    })
                    .isInstanceOf(IOException.class);
            disk.opens = true;
            trail.write(Events.note(9));
        }
        assertThat(notes(settings)).contains("number 0", "number 9", "trail-resumed");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aFailedFsyncTellsNoAndNothingIsTrustedUntilAllIsOnTheDisk() throws Exception {
        TrailSettings settings = settings();
        ManualLoop loop = new ManualLoop();
        List<String> told = new ArrayList<>();
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            Pen pen = trail.pen(loop);
            disk.forces = false;
            pen.append(Events.note(2), SYNCED, ok -> told.add("synced " + ok));
            loop.turn();
            Trails.await(() -> !loop.idle());
            loop.turn();
            assertThat(told).containsExactly("synced false");

            append(pen, 3, told);
            loop.turn();
            assertThat(told.getLast()).isEqualTo("number 3 false");
            assertThat(trail.refusal().orElseThrow()).contains("fsync failed");
            assertThatThrownBy(() -> trail.write(Events.note(4))).hasMessageContaining("fsync failed");

            disk.log.clear();
            disk.forces = true;
            Trails.await(() -> {
                append(pen, 5, told);
                loop.turn();
                return told.getLast().equals("number 5 true");
            });
            assertThat(disk.log()).startsWith("write 00000001.jsonl", "force 00000001.jsonl");
            trail.write(Events.note(6));
        }
        assertThat(notes(settings)).contains("number 1", "number 2", "number 5", "number 6", "trail-resumed");
        assertThat(notes(settings)).doesNotContain("number 3", "number 4");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aWriterDoesNotWaitForEverOnADiskThatHangs() throws Exception {
        TrailSettings settings = settings().syncs(Duration.ofMillis(5), Duration.ofMillis(200));
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            CountDownLatch release = new CountDownLatch(1);
            disk.release = release;
            long begun = System.nanoTime();
            assertThatThrownBy(() -> trail.write(Events.note(2)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("trail: the record was not on the disk within `PT0.2S`");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            release.countDown();
            Trails.await(() -> written(trail));
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private static boolean written(FileTrail trail) {
        try {
            trail.write(Events.note(3));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
