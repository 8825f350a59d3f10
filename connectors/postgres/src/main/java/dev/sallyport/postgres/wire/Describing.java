package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Puts a Describe of the portal before the Execute that ends a run: a client that knows its columns does not ask for
/// them, and what must be masked has to be found in the answer.
final class Describing {

    private Describing() {}

    /// @param cargo whole frames; released when something else is returned
    static ByteBuf before(ByteBuf cargo, ByteBufAllocator alloc) {
        int last = lastFrame(cargo);
        if (cargo.getByte(last) != 'E') return cargo;
        int stop = Wire.behindText(cargo, last + 5, cargo.writerIndex());
        int name = stop - last - 5;
        ByteBuf with = alloc.buffer(cargo.readableBytes() + name + 6);
        with.writeBytes(cargo, cargo.readerIndex(), last - cargo.readerIndex());
        with.writeByte('D').writeInt(5 + name).writeByte('P').writeBytes(cargo, last + 5, name);
        with.writeBytes(cargo, last, cargo.writerIndex() - last);
        cargo.release();
        return with;
    }

    private static int lastFrame(ByteBuf cargo) {
        int at = cargo.readerIndex();
        for (int next = next(cargo, at); next < cargo.writerIndex(); next = next(cargo, at)) at = next;
        return at;
    }

    private static int next(ByteBuf cargo, int at) {
        return at + 1 + cargo.getInt(at + 1);
    }
}
