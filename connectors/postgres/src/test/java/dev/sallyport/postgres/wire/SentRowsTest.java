package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However the bytes of a COPY are cut into messages, its records are counted, and never too few.
class SentRowsTest {

    private static final long TOO_MANY = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 1",
        "'a|', 1",
        "'a|b', 2",
        "'a|b|', 2",
        "'a^|b^|', 2",
        "'a^b^', 2",
        "'a|^b', 3",
        "'||', 2",
        "'\"a|b\"|', 2",
    })
    void linesAreRecords(String text, long records) {
        byte[] bytes = text.replace('|', '\n').replace('^', '\r').getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= Math.max(1, bytes.length); size++)
            assertThat(count(new SentLines(false), bytes, size)).isEqualTo(records);
        assertThat(count(new SentLines(true), bytes, 1)).isEqualTo(Math.max(0, records - 1));
    }

    @Test
    void tuplesAreRecords() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int rows = random.nextInt(20);
            byte[] bytes = binary(random, rows, random.nextBoolean());
            assertThat(count(new SentTuples(), bytes, 1 + random.nextInt(40))).isEqualTo(rows);
        }
    }

    /// A record is told by the number of its fields, before they are there.
    @Test
    void aTupleThatIsNotWholeCounts() {
        ByteBuf bytes = head(0);
        bytes.writeShort(2).writeInt(1);
        assertThat(count(new SentTuples(), bytes(bytes), 3)).isEqualTo(1);
    }

    @Test
    void whatTheServerWouldNotTakeIsTooMuch() {
        assertThat(count(new SentTuples(), bytes(head(1 << 16)), 4)).isGreaterThan(TOO_MANY);
        ByteBuf fields = head(0);
        fields.writeShort(-2);
        assertThat(count(new SentTuples(), bytes(fields), 4)).isGreaterThan(TOO_MANY);
        ByteBuf length = head(0);
        length.writeShort(1).writeInt(-5);
        assertThat(count(new SentTuples(), bytes(length), 4)).isGreaterThan(TOO_MANY);
    }

    @Test
    void hostileBytesDoNoHarm() {
        Random random = new Random(6);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = random.nextBoolean() ? binary(random, 3, true) : new byte[random.nextInt(60)];
            for (int at = 0; at < bytes.length; at++) if (random.nextInt(12) == 0) bytes[at] = (byte) random.nextInt();
            SentRows rows = SentRows.of(random.nextBoolean(), random.nextBoolean());
            assertThat(count(rows, bytes, 1 + random.nextInt(9))).isNotNegative();
        }
    }

    private static long count(SentRows rows, byte[] bytes, int size) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        long count = 0;
        for (int at = 0; at < bytes.length; at += size) count += rows.next(in, at, Math.min(bytes.length, at + size));
        return count + rows.last();
    }

    private static ByteBuf head(int flags) {
        return Unpooled.buffer()
                .writeBytes("PGCOPY\n".getBytes(StandardCharsets.ISO_8859_1))
                .writeByte(0xff)
                .writeBytes(new byte[] {'\r', '\n', 0})
                .writeInt(flags)
                .writeInt(0);
    }

    private static byte[] binary(Random random, int rows, boolean trailer) {
        ByteBuf out = head(0);
        for (int i = 0; i < rows; i++) {
            int fields = random.nextInt(4);
            out.writeShort(fields);
            for (int field = 0; field < fields; field++) {
                int length = random.nextInt(10) - 1;
                out.writeInt(length).writeBytes(new byte[Math.max(0, length)]);
            }
        }
        return bytes(trailer ? out.writeShort(-1) : out);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
