package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// A hostile target's descriptions, rows and errors: each is read, or is a violation of the protocol.
class SecondLookBytesTest {

    private static final byte[] LENGTH = {0, 0, 0, 0};

    private static byte[] description() {
        ByteBuf out = Unpooled.buffer();
        Wire.append(
                out,
                'T',
                new byte[] {0, 2},
                Wire.utf8z("id"),
                new byte[] {0, 0, 64, 1, 0, 1, 0, 0, 0, 23, 0, 4, -1, -1, -1, -1, 0, 1},
                Wire.utf8z("note"),
                new byte[] {0, 0, 64, 1, 0, 2, 0, 0, 0, 25, -1, -1, -1, -1, -1, -1, 0, 0});
        return bytes(out);
    }

    private static byte[] row() {
        ByteBuf out = Unpooled.buffer();
        Wire.append(out, 'D', new byte[] {0, 2, 0, 0, 0, 4, 0, 0, 0, 42, 0, 0, 0, 1, 'x'});
        return bytes(out);
    }

    private static byte[] error() {
        ByteBuf out = Unpooled.buffer();
        Wire.append(
                out,
                'E',
                Wire.utf8z("SERROR"),
                Wire.utf8z("C22P02"),
                Wire.utf8z("Minvalid input: \"secret\" and \"mine\""),
                Wire.utf8z("Dsecret"),
                Wire.utf8z("Hsecret"),
                Wire.utf8z("Wsecret"),
                Wire.utf8z("tcards"),
                new byte[1]);
        return bytes(out);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsWellFormedIsRead() {
        Layout layout = Layout.of(Unpooled.wrappedBuffer(description()), 0, description().length);
        assertThat(layout.columns())
                .containsExactly(new Layout.Column(16385, 1, 23, true), new Layout.Column(16385, 2, 25, false));
        assertThat(layout.names()).containsExactly("id", "note");
        Row row = new Row(Unpooled.wrappedBuffer(row()), 0, row().length, List.of(true, false), layout);
        assertThat(row.value(0).bytes()).containsExactly(0, 0, 0, 42);
        assertThat(row.value(1).bytes()).containsExactly('x');
        RowTexts heard = new RowTexts(1000);
        heard.add(row);
        heard.add(new Row(Unpooled.wrappedBuffer(row()), 0, row().length - 1, List.of(true, false), layout));
        assertThat(heard.text()).isEqualTo("{\"id\": 42, \"note\": \"x\"}");
        String shown = new String(discreet(error()), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(shown)
                .contains("C22P02\0", "Minvalid input: \"****\" and \"mine\"\0", "tcards\0")
                .doesNotContain("secret");
    }

    /// What was described before is recognised without being read again: never something else for it.
    @RepeatedTest(20)
    void aDescriptionIsTheSameOnlyWhenItReadsTheSame(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Layout layout = Layout.of(Unpooled.wrappedBuffer(description()), 0, description().length);
        assertThat(layout.says(Unpooled.wrappedBuffer(description()), 0, description().length))
                .isTrue();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = spoiled(description(), random);
            tolerant(() -> {
                boolean same = layout.says(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
                if (same) {
                    assertThat(Layout.of(Unpooled.wrappedBuffer(bytes), 0, bytes.length)
                                    .columns())
                            .isEqualTo(layout.columns());
                }
            });
        }
    }

    private static byte[] discreet(byte[] error) {
        ByteBuf in = Unpooled.wrappedBuffer(error);
        return bytes(Discretion.report(in, 0, error.length, "mine"::equals, ByteBufAllocator.DEFAULT));
    }

    @RepeatedTest(20)
    void hostileBytesAreReadOrRefused(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Layout layout = Layout.of(Unpooled.wrappedBuffer(description()), 0, description().length);
        for (int i = 0; i < 500; i++) {
            byte[] description = spoiled(description(), random);
            tolerant(() -> Layout.of(Unpooled.wrappedBuffer(description), 0, description.length));
            byte[] row = spoiled(row(), random);
            tolerant(() -> new Row(Unpooled.wrappedBuffer(row), 0, row.length, List.of(true, false), layout).value(1));
            RowTexts heard = new RowTexts(20);
            heard.add(new Row(Unpooled.wrappedBuffer(row), 0, row.length, List.of(true, false), layout));
            assertThat(heard.text()).hasSizeLessThanOrEqualTo(20);
            byte[] error = spoiled(error(), random);
            tolerant(() -> discreet(error));
        }
    }

    /// Cut short, or with some bytes replaced; never shorter than a message's type and length.
    private static byte[] spoiled(byte[] whole, Random random) {
        int length = random.nextBoolean() ? whole.length : 1 + LENGTH.length + random.nextInt(whole.length - 4);
        byte[] bytes = java.util.Arrays.copyOf(whole, Math.min(length, whole.length));
        for (int n = random.nextInt(3); n > 0 && bytes.length > 5; n--)
            bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static void tolerant(Runnable reading) {
        try {
            reading.run();
        } catch (ProtocolViolation expected) {
            assertThat(expected.reason()).matches("the target.s .*|a string is not terminated");
        }
    }
}
