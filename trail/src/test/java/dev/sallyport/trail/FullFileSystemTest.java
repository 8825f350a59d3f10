package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same as [FailingDiskTest], on a file system that is really full.
class FullFileSystemTest {

    @TempDir
    Path root;

    private Path mount;

    @BeforeEach
    void mountASmallFileSystem() throws Exception {
        mount = Files.createDirectory(root.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount.toString()),
                "needs Linux and the right to mount a tmpfs (root)");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", mount.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(20, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aFullFileSystemRefusesUntilThereIsSpaceAgain() throws Exception {
        TrailSettings settings =
                Trails.settings(mount).keys(root.resolve("keys")).segments(1 << 30, java.time.Duration.ofDays(1));
        Path ballast = Files.write(mount.resolve("ballast"), new byte[100_000]);
        int[] written = {0};
        try (FileTrail trail = Trails.open(settings)) {
            assertThatThrownBy(() -> {
                        while (written[0] < 5000) {
                            trail.write(Events.note(written[0]));
                            written[0]++;
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(trail.refusal()).get().asString().contains("No space left on device");
            assertThatThrownBy(() -> trail.write(Events.decided("r-1"))).isInstanceOf(IOException.class);

            Files.delete(ballast);
            trail.write(Events.note(0));
            assertThat(trail.refusal()).isEmpty();
        }
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().records()).isBetween(written[0] + 1L, written[0] + 2L));
    }
}
