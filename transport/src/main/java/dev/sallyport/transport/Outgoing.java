package dev.sallyport.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// What leaves for the target. Small pieces of one turn travel in one buffer: a statement and its boundary are two
/// tickets, and a send of one buffer costs the kernel less than one of two. On the loop only.
final class Outgoing {

    /// Copying less than this is cheaper than another entry in the vector.
    private static final int SMALL = 1024;

    private final Channel target;
    private @Nullable ByteBuf last;

    Outgoing(Channel target) {
        this.target = target;
    }

    void write(ByteBuf piece) {
        ByteBuf before = last;
        if (before == null) {
            last = piece;
        } else if (before.readableBytes() + piece.readableBytes() > SMALL) {
            push();
            last = piece;
        } else {
            last = joined(before, piece);
        }
    }

    private ByteBuf joined(ByteBuf before, ByteBuf piece) {
        ByteBuf both = target.alloc().directBuffer(SMALL);
        both.writeBytes(before).writeBytes(piece);
        before.release();
        piece.release();
        return both;
    }

    void flush() {
        push();
        target.flush();
    }

    private void push() {
        if (last == null) return;
        target.write(last, target.voidPromise());
        last = null;
    }

    /// Nothing of it will be sent any more.
    void close() {
        if (last != null) last.release();
        last = null;
        target.close();
    }
}
