package dev.sallyport.mcp.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseReaderTest {

    private static final String STREAM =
            "\ufeff: hello\r\n\r\nid: 1\ndata:\n\nevent: message\rdata: {\"a\":\"é😀\"}\r\rid:2\r\n"
                    + "retry: 500\r\ndata: x\r\ndata: y\r\n\r\nunknown: z\n\n:c\n\ndata: last";

    private static final List<SseEvent> EVENTS = List.of(
            new SseEvent("1", "", "", -1),
            new SseEvent("", "message", "{\"a\":\"é😀\"}", -1),
            new SseEvent("2", "", "x\ny", 500));

    @Test
    void howEverItIsCutItReadsTheSame() throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            SseReader reader = new SseReader(1000);
            List<SseEvent> events = new ArrayList<>(reader.read(ByteBuffer.wrap(bytes, 0, cut)));
            events.addAll(reader.read(ByteBuffer.wrap(bytes, cut, bytes.length - cut)));
            assertThat(events).as("cut at %d", cut).isEqualTo(EVENTS);
        }
    }

    @Test
    void whatIsWrittenReadsTheSame() throws Exception {
        SseReader reader = new SseReader(1000);
        List<SseEvent> again = new ArrayList<>();
        for (SseEvent event : EVENTS) again.addAll(reader.read(ByteBuffer.wrap(event.bytes())));
        assertThat(again).isEqualTo(EVENTS);
    }

    /// A value with a line end in it must not become another field.
    @Test
    void dataCannotBreakOutOfItsLine() throws Exception {
        SseEvent tricky = new SseEvent("", "", "a\r\n\r\nid: 9\ndata: b", -1);
        List<SseEvent> read = new SseReader(1000).read(ByteBuffer.wrap(tricky.bytes()));
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().id()).isEmpty();
    }

    @Test
    void anEventIsBounded() {
        SseReader lines = new SseReader(1000);
        assertThatThrownBy(() -> lines.read(bytes("data: " + "x".repeat(2000))))
                .isInstanceOf(SseReader.BrokenStream.class);
        SseReader many = new SseReader(1000);
        assertThatThrownBy(() -> many.read(bytes("data: 123456789\n".repeat(200))))
                .isInstanceOf(SseReader.BrokenStream.class);
        SseReader broken = new SseReader(1000);
        assertThatThrownBy(() -> broken.read(ByteBuffer.wrap(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xc0, '\n'})))
                .isInstanceOf(SseReader.BrokenStream.class);
    }

    /// Any bytes: it says that the stream is broken, or goes on, within its bounds.
    @Test
    void hostileBytesBreakNothingElse() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            SseReader reader = new SseReader(64);
            try {
                for (int i = 0; i < 20; i++) {
                    byte[] piece = new byte[random.nextInt(30)];
                    for (int j = 0; j < piece.length; j++)
                        piece[j] = (byte) "data:id \r\n\u0000x\u00e9".charAt(random.nextInt(13));
                    for (SseEvent event : reader.read(ByteBuffer.wrap(piece)))
                        assertThat(event.data().length()).isLessThanOrEqualTo(64);
                }
            } catch (SseReader.BrokenStream e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
