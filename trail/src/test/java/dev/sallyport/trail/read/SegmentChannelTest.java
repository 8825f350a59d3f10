package dev.sallyport.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.trail.file.TailHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file that grew past the system's memory: what that still holds of its old end may be read, for a moment.
@Timeout(60)
class SegmentChannelTest {

    private static final int OLD_END = 100;
    private static final int LENGTH = TailHeader.BLOCK + 900;

    @TempDir
    Path root;

    private Path segment;

    @BeforeEach
    void zerosBehindTheOldEnd() throws IOException {
        byte[] bytes = lines();
        Arrays.fill(bytes, OLD_END, TailHeader.BLOCK, (byte) 0);
        segment = Files.write(root.resolve(Segments.name(1)), bytes);
        Files.createFile(root.resolve(Segments.TAIL));
    }

    private static byte[] lines() {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private byte[] read(int from, int most) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(most + 1).position(1);
        try (SeekableByteChannel channel = Segments.open(segment)) {
            int count = channel.position(from).read(into);
            assertThat(channel.position()).isEqualTo(from + count);
            assertThat(into.position()).isEqualTo(1 + count);
            return Arrays.copyOfRange(into.array(), 1, 1 + count);
        }
    }

    private void settle() {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            Thread.sleep(10);
            file.write(ByteBuffer.wrap(lines()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void zerosThatAreGoneInAMomentAreNotTold() throws Exception {
        Thread settling = Thread.ofPlatform().start(this::settle);
        assertThat(read(7, 2 * LENGTH)).containsOnly('x').hasSize(LENGTH - 7);
        settling.join();
    }

    @Test
    void norAreThoseAtTheEndOfWhatWasAskedFor() throws Exception {
        Thread settling = Thread.ofPlatform().start(this::settle);
        assertThat(read(7, 2000)).containsOnly('x').hasSize(2000);
        settling.join();
    }

    @Test
    void zerosThatStayAreToldAsTheyAre() throws Exception {
        assertThat(read(0, 2 * LENGTH)).isEqualTo(Files.readAllBytes(segment));
    }
}
