package dev.sallyport.trail.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {

    private static final int SIZE = 2 << 20;
    private static final int HALF = SIZE / 2;
    private static final int PIECE = 4096;

    @TempDir
    Path folder;

    @Test
    void whatIsOnTheDiskIsLetGoOfInMemoryAndCanStillBeRead() throws Exception {
        assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"), "a call of Linux");
        assumeTrue(!Files.getFileStore(folder).type().equals("tmpfs"), "what lies in memory only cannot be let go of");
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) 'x');
        Path path = folder.resolve("with a space.jsonl");
        try (DiskFile file = Disk.real().open(path)) {
            for (int at = 0; at < SIZE; at += PIECE) file.write(ByteBuffer.wrap(content, at, PIECE), at);
            file.force();
            assertThat(inMemory(path, 0)).isTrue();

            file.forget(HALF);

            assertThat(inMemory(path, 0)).isFalse();
            assertThat(inMemory(path, HALF)).as("what was not meant").isTrue();
            assertThat(Files.readAllBytes(path)).isEqualTo(content);
        }
    }

    @Test
    void whatIsNotOnTheDiskYetIsNotLost() throws Exception {
        Path path = folder.resolve("unsafe.jsonl");
        try (DiskFile file = Disk.real().open(path)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.forget(SIZE);
        }
        assertThat(Files.readAllBytes(path)).containsExactly(1, 2, 3);
    }

    @Test
    void aFileThatIsGoneIsNoError() {
        assertThatCode(() -> PageCache.forget(folder.resolve("gone"), 1)).doesNotThrowAnyException();
    }

    /// One half of the file. The map must go again: what is mapped stays.
    private static boolean inMemory(Path path, long from) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return channel.map(MapMode.READ_ONLY, from, HALF, arena).isLoaded();
        }
    }
}
