package dev.sallyport.postgres.fuzz;

import dev.sallyport.testkit.generate.Generators;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a hostile peer does to a conversation that was valid.
final class Distortion {

    private static final String TYPES = "PBDCEQSHdcfFXpRKZTtnsGWIVN123AvEz\0\u0016";
    private static final int[] LENGTHS = {0, 1, 3, 4, 5, 8, 1 << 16, (16 << 20) - 1, 16 << 20, 1 << 30, -1, -4};

    private Distortion() {}

    /// @param frames whole messages
    /// @return what is sent instead, most often in the same order
    static List<byte[]> of(Generators some, List<byte[]> frames) {
        List<byte[]> distorted = new ArrayList<>(frames);
        for (int i = some.between(1, 3); i > 0 && !distorted.isEmpty(); i--) once(some, distorted);
        return distorted;
    }

    private static void once(Generators some, List<byte[]> frames) {
        int at = some.between(0, frames.size() - 1);
        byte[] frame = frames.get(at);
        switch (some.between(0, 9)) {
            case 0 -> frames.set(at, flipped(some, frame));
            case 1 -> frames.set(at, Arrays.copyOf(frame, some.between(0, frame.length)));
            case 2 -> frames.set(at, lengthened(some, frame));
            case 3 -> frames.add(some.between(0, frames.size()), frame);
            case 4 -> frames.remove(at);
            case 5 -> frames.add(some.between(0, frames.size() - 1), frames.remove(at));
            case 6 -> frames.set(at, retyped(some, frame));
            case 7 -> frames.add(at, invented(some));
            case 8 -> frames.set(at, stretched(some, frame));
            default -> frames.set(at, some.damaged(frame));
        }
    }

    private static byte[] flipped(Generators some, byte[] frame) {
        byte[] flipped = frame.clone();
        if (flipped.length > 0) flipped[some.between(0, flipped.length - 1)] ^= (byte) (1 << some.between(0, 7));
        return flipped;
    }

    /// A length that lies.
    private static byte[] lengthened(Generators some, byte[] frame) {
        byte[] lying = frame.clone();
        if (lying.length < 5) return lying;
        int honest = ByteBuffer.wrap(frame).getInt(1);
        int length = some.oneIn(2) ? honest + some.between(-6, 6) : LENGTHS[some.between(0, LENGTHS.length - 1)];
        ByteBuffer.wrap(lying).putInt(1, length);
        return lying;
    }

    private static byte[] retyped(Generators some, byte[] frame) {
        byte[] other = frame.clone();
        if (other.length > 0) other[0] = type(some);
        return other;
    }

    private static byte type(Generators some) {
        return (byte) TYPES.charAt(some.between(0, TYPES.length() - 1));
    }

    private static byte[] invented(Generators some) {
        byte[] body = some.bytes(60);
        return Frame.join(new byte[] {type(some)}, Frame.int4(body.length + 4), body);
    }

    /// More behind what it says, covered by its length.
    private static byte[] stretched(Generators some, byte[] frame) {
        if (frame.length < 5) return frame;
        byte[] more = Frame.join(frame, some.oneIn(2) ? Frame.z("select 'deny!'") : some.bytes(20));
        ByteBuffer.wrap(more).putInt(1, more.length - 1);
        return more;
    }
}
