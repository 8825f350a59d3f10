package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.TailFile;
import dev.sallyport.trail.file.TailHeader.Place;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tail where two things meet: a disk that fails and the end, a second close, a repair and a move.
@Timeout(60)
class TailStressTest {

    @TempDir
    Path root;

    private final FaultyDisk faults = new FaultyDisk();

    @BeforeEach
    void withATail() {
        faults.tails = true;
    }

    private static AuditEvent.SessionClosed event(int bytes) {
        return new AuditEvent.SessionClosed(Events.NOON, "s-1", "x".repeat(bytes));
    }

    private static boolean append(Pen pen, ManualLoop loop, AuditEvent event) {
        List<Boolean> told = new ArrayList<>();
        pen.append(event, WRITTEN, told::add);
        loop.turn();
        return told.getLast();
    }

    private static boolean write(FileTrail trail, int number) {
        try {
            trail.write(Events.note(number));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// The thread that moves may stand between its write and its word that it wrote when another repairs.
    @Test
    void whatTheTailHandedOnIsNotCutOffByARepair() throws IOException {
        Path path = root.resolve("00000001.jsonl");
        Segment segment = new Segment(Disk.real(), path, 1, Events.NOON, 0);
        segment.extend(ByteBuffer.wrap("moved\n".getBytes()), 0, false);
        segment.rewrite();
        segment.close();
        assertThat(path).hasContent("moved\n");
    }

    @Test
    void aPageThatCouldNotBeCutOffIsCutOffAtTheEnd() throws Exception {
        TrailSettings settings = Trails.settings(root).syncs(Duration.ofSeconds(20), Duration.ofSeconds(20));
        ManualLoop loop = new ManualLoop();
        FileTrail trail = Trails.open(settings, faults);
        Pen pen = trail.pen(loop);
        assertThat(append(pen, loop, Events.note(1))).isTrue();
        trail.write(Events.note(2));
        faults.truncates = false;
        faults.room = 100_000;
        assertThat(append(pen, loop, event(3_000_000))).isFalse();
        faults.truncates = true;
        faults.room = Long.MAX_VALUE;
        trail.close();
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().records()).isEqualTo(2));
    }

    @Test
    void theSecondCloseLeavesTheTailOfTheNextAlone() throws Exception {
        TrailSettings settings = Trails.settings(root);
        FileTrail first = Trails.open(settings);
        Path tail = settings.directory().resolve(Segments.TAIL);
        assumeTrue(Files.exists(tail), "there is no tail here");
        first.write(Events.note(1));
        Thread.currentThread().interrupt();
        first.close();
        assertThat(Thread.interrupted()).isTrue();
        try (FileTrail next = Trails.open(settings)) {
            first.close();
            assertThat(tail).exists();
            next.write(Events.note(2));
        }
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(2);
    }

    /// Its disk hung when the trail was closed, and fails when another has the trail by now.
    @Test
    void aSyncThreadThatComesBackLateLeavesTheFilesToTheNext() throws Exception {
        TrailSettings settings = Trails.settings(root);
        FileTrail first = Trails.open(settings, faults);
        first.write(Events.note(1));
        CountDownLatch release = new CountDownLatch(1);
        faults.release = release;
        faults.log.clear();
        CompletableFuture<Boolean> told = CompletableFuture.supplyAsync(() -> write(first, 2));
        Trails.await(() -> faults.log().contains("force 00000001.jsonl"));
        Thread.currentThread().interrupt();
        first.close();
        assertThat(Thread.interrupted()).isTrue();
        try (FileTrail next = Trails.open(settings)) {
            next.write(Events.note(3));
            faults.forces = false;
            release.countDown();
            assertThat(told.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(write(first, 4)).isFalse();
            next.write(Events.note(5));
        }
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().records()).isEqualTo(4));
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    @Test
    void aTailThatIsCutOffUnderItRefusesAndBreaksNothing() throws Exception {
        TrailSettings settings = Trails.settings(root);
        Path tail = settings.directory().resolve(Segments.TAIL);
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings)) {
            assumeTrue(Files.exists(tail), "there is no tail here");
            trail.write(Events.note(1));
            truncate(tail);
            assertThat(append(trail.pen(loop), loop, Events.note(2))).isFalse();
            assertThat(trail.refusal().orElseThrow()).contains("the tail's memory cannot be written");
        }
        Trails.write(settings, List.of(Events.note(3)));
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().records()).isEqualTo(2));
    }

    @Test
    void aDamagedSegmentDoesNotCostWhatTheTailHolds() throws Exception {
        TrailSettings settings = Trails.settings(root).syncs(Duration.ofSeconds(20), Duration.ofSeconds(20));
        TrailSettings killed = TrailSettings.in(root.resolve("killed")).keys(settings.keys());
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings)) {
            trail.write(Events.note(1));
            trail.write(Events.note(2));
            assertThat(append(trail.pen(loop), loop, Events.note(3))).isTrue();
            Trails.copy(settings.directory(), killed.directory());
        }
        Path segment = Trails.segment(killed, 1);
        byte[] sound = Files.readAllBytes(segment);
        byte[] damaged = sound.clone();
        damaged[20] ^= 1;
        Files.write(segment, damaged);
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> Trails.open(killed)).isInstanceOf(TrailDamaged.class);
        Files.write(segment, sound);
        Trails.open(killed).close();
        assertThat(Trails.verify(killed))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().records()).isEqualTo(3));
    }

    /// As a file system without room for the page does it.
    @Test
    void whatTheTailCannotPublishDoesNotCount() throws Exception {
        Path path = root.resolve(Segments.TAIL);
        Optional<TailFile> file = Disk.real().tail(path, Tail.SIZE, new Place(1, 0, Long.MAX_VALUE), 0);
        assumeTrue(file.isPresent(), "there is no tail here");
        Segment segment = new Segment(Disk.real(), root.resolve(Segments.name(1)), 1, Events.NOON, 0);
        Tail tail = new Tail(file.get(), segment);
        segment.follow(tail);
        segment.expect(10);
        Segment next = new Segment(Disk.real(), root.resolve(Segments.name(2)), 2, Events.NOON, 0);
        truncate(path);
        assertThatThrownBy(() -> segment.accept(10)).isInstanceOf(IOException.class);
        assertThat(segment.length()).isZero();
        assertThatThrownBy(() -> tail.begin(next)).isInstanceOf(IOException.class);
        assertThat(tail.close()).isTrue();
        segment.close();
        next.close();
    }
}
