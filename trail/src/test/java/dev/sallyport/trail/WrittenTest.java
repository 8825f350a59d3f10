package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A blocking write that need not wait for the disk.
class WrittenTest {

    private static final String FORCE = "force 00000001.jsonl";

    @TempDir
    Path root;

    private final FaultyDisk disk = new FaultyDisk();

    private TrailSettings settings(Duration sync) {
        return Trails.settings(root).syncs(sync, Duration.ofSeconds(20));
    }

    @Test
    void itIsToldWhenItIsInTheFileAndNotFsynced() throws Exception {
        TrailSettings settings = settings(Duration.ofSeconds(20));
        try (FileTrail trail = Trails.open(settings, disk)) {
            trail.write(Events.note(1));
            disk.log.clear();
            trail.write(Events.note(2), WRITTEN);
            assertThat(disk.log()).containsExactly("write 00000001.jsonl");
            assertThat(Trails.lines(Trails.segment(settings, 1)))
                    .last()
                    .asString()
                    .contains("number 2");

            trail.write(Events.note(3));
            assertThat(disk.log()).as("the next that waits takes it along").contains(FORCE);
        }
    }

    @Test
    void nobodyWaitsAndItReachesTheDiskAllTheSameHoweverManyFollow() throws Exception {
        try (FileTrail trail = Trails.open(settings(Duration.ofMillis(100)), disk)) {
            trail.write(Events.note(1), WRITTEN);
            disk.log.clear();
            Trails.await(() -> {
                trail.write(Events.note(2), WRITTEN);
                return disk.log().contains(FORCE);
            });
        }
    }

    @Test
    void aFullDiskRefusesItAtOnce() throws Exception {
        try (FileTrail trail = Trails.open(settings(Duration.ofSeconds(20)), disk)) {
            disk.room = 100;
            assertThatThrownBy(() -> trail.write(Events.note(1), WRITTEN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(FaultyDisk.FULL);
            disk.room = Long.MAX_VALUE;
            trail.write(Events.note(2), WRITTEN);
        }
    }

    @Test
    void afterAFailedFsyncItIsRefusedUntilAllIsOnTheDisk() throws Exception {
        try (FileTrail trail = Trails.open(settings(Duration.ofMillis(5)), disk)) {
            disk.forces = false;
            assertThatThrownBy(() -> trail.write(Events.note(1))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> trail.write(Events.note(2), WRITTEN)).hasMessageContaining("fsync failed");
            disk.forces = true;
            Trails.await(() -> isWritten(trail));
        }
    }

    private static boolean isWritten(FileTrail trail) {
        try {
            trail.write(Events.note(3), WRITTEN);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Whoever comes while others wait for the disk waits behind them, for no longer than is configured.
    @Test
    void aDiskThatHangsDoesNotHoldItForEver() throws Exception {
        TrailSettings settings = Trails.settings(root).syncs(Duration.ofMillis(5), Duration.ofMillis(200));
        CountDownLatch release = new CountDownLatch(1);
        try (FileTrail trail = Trails.open(settings, disk)) {
            disk.release = release;
            assertThatThrownBy(() -> trail.write(Events.note(1))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> trail.write(Events.note(2), WRITTEN)).isInstanceOf(IOException.class);
            release.countDown();
            Trails.await(() -> isWritten(trail));
        }
    }
}
