package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// A body that must be whole, up to a limit. Grows by what came, not by what was announced.
final class Gathering {

    private static final int FIRST = 1024;

    private final int most;
    private byte[] bytes = new byte[0];
    private int length;

    Gathering(int most) {
        this.most = most;
    }

    /// @return false when it is too long
    boolean add(ByteBuf piece) {
        int more = piece.readableBytes();
        if (more > most - length) return false;
        if (length + more > bytes.length) grow(length + more);
        piece.getBytes(piece.readerIndex(), bytes, length, more);
        length += more;
        return true;
    }

    private void grow(int needed) {
        int doubled = (int) Math.min(Math.max(FIRST, 2L * bytes.length), most);
        bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length == 0 ? needed : doubled));
    }

    byte[] whole() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
