package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.SYNCED;
import static dev.sallyport.api.audit.Durability.WRITTEN;
import static dev.sallyport.trail.TailStage.note;
import static dev.sallyport.trail.TailStage.notes;
import static dev.sallyport.trail.TailStage.quiet;
import static dev.sallyport.trail.TailStage.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A full or failing disk behind the tail: nothing that was written is lost, and who waits is told no.
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the memory of a file is shared as Linux promises")
class FailingTailTest {

    @TempDir
    Path root;

    private final ManualLoop loop = new ManualLoop();

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
            written(loop, pen, Events.note(2));
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
        TrailSettings settings = quiet(root);
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        FileTrail trail = Trails.open(settings, disk);
        written(loop, trail.pen(loop), Events.note(1), Events.note(2));
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
        TrailSettings settings = quiet(root);
        FaultyDisk disk = new FaultyDisk();
        disk.tails = true;
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            disk.log.clear();
            disk.forces = false;
            Pen pen = trail.pen(loop);
            for (int i = 0; i < 80; i++) written(loop, pen, note(i, 20_000));
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
