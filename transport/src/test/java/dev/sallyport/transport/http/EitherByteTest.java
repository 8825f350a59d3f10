package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The first of two bytes, wherever it stands and whatever stands beside it.
class EitherByteTest {

    private static final EitherByte QUOTES = EitherByte.of('"', '\\');

    @Test
    void findsTheFirstOfBothAmongNeighboursThatLookLikeThem() {
        byte[] near = {
            '"', '\\', '"' + 1, '"' - 1, '\\' + 1, '\\' - 1, 0, 1, -1, (byte) ('"' | 0x80), (byte) ('\\' | 0x80), 'a'
        };
        Random random = new Random(20261130);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            boolean many = random.nextBoolean();
            for (int i = 0; i < bytes.length; i++) {
                int skipped = many || random.nextInt(20) == 0 ? 0 : 2;
                bytes[i] = near[skipped + random.nextInt(near.length - skipped)];
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.wrap(bytes) : direct(bytes);
            assertThat(QUOTES.in(buffer, from))
                    .as("in %s from %d", java.util.Arrays.toString(bytes), from)
                    .isEqualTo(first(bytes, from));
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static int first(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '"' || bytes[i] == '\\') return i;
        return -1;
    }
}
