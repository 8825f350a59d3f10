package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InletTest {

    /// Frames of one length byte and so many letters; those that begin with `+` are left to be taken with the next.
    private static final class Letters implements Frames {
        private final List<String> seen = new ArrayList<>();
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final Inlet inlet = new Inlet(channel, this);
        private String refuseOnce = "never";

        @Override
        public int length(ByteBuf in, int at, int end) {
            return at == end ? 0 : in.getByte(at) + 1;
        }

        @Override
        public boolean frame(ByteBuf in, int at, int length) {
            String text = in.toString(at + 1, length - 1, StandardCharsets.US_ASCII);
            if (text.equals(refuseOnce)) {
                refuseOnce = "never";
                inlet.pause(Pause.THINKING);
                return false;
            }
            if (text.startsWith("+")) return true;
            ByteBuf taken = inlet.take(at + length);
            seen.add(taken.toString(StandardCharsets.US_ASCII).replaceAll("[\\x00-\\x1f]", "|"));
            taken.release();
            return true;
        }

        @Override
        public void turnEnded() {}
    }

    private static byte[] stream(String... frames) {
        ByteBuf all = Unpooled.buffer();
        for (String frame : frames) all.writeByte(frame.length()).writeBytes(frame.getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @Test
    void framesAreTheSameHoweverTheBytesAreCut() {
        byte[] bytes = stream("one", "+two", "three", "", "+a", "+b", "four");
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Letters letters = new Letters();
            for (int at = 0; at < bytes.length; ) {
                int next = Math.min(bytes.length, at + random.nextInt(1, 6));
                letters.inlet.receive(Unpooled.copiedBuffer(bytes, at, next - at));
                at = next;
            }
            assertThat(letters.seen).as("seed %d", seed).containsExactly("|one", "|+two|three", "|", "|+a|+b|four");
        }
    }

    @Test
    void aRefusedFrameIsOfferedAgainWhenTheLastReasonIsGone() {
        Letters letters = new Letters();
        letters.refuseOnce = "two";
        letters.inlet.receive(Unpooled.copiedBuffer(stream("one", "+x", "two", "three")));
        assertThat(letters.seen).containsExactly("|one");
        assertThat(letters.channel.config().isAutoRead()).isFalse();
        letters.inlet.pause(Pause.HELD);
        letters.inlet.resume(Pause.THINKING);
        assertThat(letters.seen).hasSize(1);
        letters.inlet.resume(Pause.HELD);
        assertThat(letters.seen).containsExactly("|one", "|+x|two", "|three");
        assertThat(letters.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        Letters letters = new Letters();
        letters.inlet.receive(Unpooled.copiedBuffer(stream("+kept")));
        letters.inlet.release();
        ByteBuf late = Unpooled.copiedBuffer(stream("late"));
        letters.inlet.receive(late);
        assertThat(late.refCnt()).isZero();
        assertThat(letters.seen).isEmpty();
    }
}
