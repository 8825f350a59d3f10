package dev.sallyport.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/// Bytes that come piece by piece and are needed whole. Most answers come in one, which is copied once. On one thread.
final class HeldBytes {

    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream all = new ByteArrayOutputStream(0);
    private byte[] first = NOTHING;

    /// @param piece borrowed
    void add(ByteBuf piece) {
        byte[] bytes = ByteBufUtil.getBytes(piece);
        if (size() == 0) {
            first = bytes;
            return;
        }
        if (all.size() == 0) all.writeBytes(first);
        all.writeBytes(bytes);
    }

    int size() {
        return Math.max(first.length, all.size());
    }

    /// Not to be changed.
    byte[] whole() {
        return all.size() == 0 ? first : all.toByteArray();
    }

    void forget() {
        first = NOTHING;
        all.reset();
    }
}
