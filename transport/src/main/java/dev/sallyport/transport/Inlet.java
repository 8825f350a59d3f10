package dev.sallyport.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// One side's incoming bytes, gathered and handed over frame by frame, without copying whole frames. Resuming is done
/// here, never by the connector: whoever lifts the last reason makes the gathered frames move on by themselves.
public final class Inlet {

    private final Channel channel;
    private final EnumSet<Pause> pauses = EnumSet.noneOf(Pause.class);
    private Frames frames;
    private @Nullable ByteBuf gathered;
    private int scanned;
    private boolean draining;
    private boolean released;

    public Inlet(Channel channel, Frames frames) {
        this.channel = channel;
        this.frames = frames;
    }

    /// Another phase of the protocol reads from the next frame on.
    public void become(Frames next) {
        frames = next;
    }

    /// Takes over the buffer.
    public void receive(ByteBuf more) {
        if (released) {
            more.release();
            return;
        }
        gathered = gathered == null
                ? more
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), gathered, more);
        drain();
    }

    public void pause(Pause why) {
        if (pauses.add(why)) regulate();
    }

    /// Whoever calls may be the other side: what fails in this side's bytes is told to this side's channel.
    public void resume(Pause why) {
        if (!pauses.remove(why) || !pauses.isEmpty()) return;
        try {
            drain();
        } catch (RuntimeException broken) {
            channel.pipeline().fireExceptionCaught(broken);
        }
    }

    public boolean paused() {
        return !pauses.isEmpty();
    }

    /// Everything gathered so far up to and including the frame that is being handed over.
    public ByteBuf take(int end) {
        ByteBuf buffer = buffer();
        int covered = buffer.readerIndex() + scanned;
        ByteBuf slice = buffer.readRetainedSlice(end - buffer.readerIndex());
        scanned = Math.max(0, covered - end);
        return slice;
    }

    /// As `take`, but forgets it.
    public void skip(int end) {
        ByteBuf buffer = buffer();
        int covered = buffer.readerIndex() + scanned;
        buffer.readerIndex(end);
        scanned = Math.max(0, covered - end);
    }

    /// Whole frames that were left lie before this index, to be taken with a later one.
    public int scannedTo() {
        return gathered == null ? 0 : gathered.readerIndex() + scanned;
    }

    /// Where untaken bytes begin.
    public int takenTo() {
        return gathered == null ? 0 : gathered.readerIndex();
    }

    public void release() {
        released = true;
        if (gathered != null) gathered.release();
        gathered = null;
    }

    private ByteBuf buffer() {
        if (gathered == null) throw new IllegalStateException("nothing was gathered");
        return gathered;
    }

    private void drain() {
        if (draining) return;
        draining = true;
        try {
            while (!paused() && step()) {}
        } finally {
            draining = false;
        }
        tidy();
        regulate();
        frames.turnEnded();
    }

    private boolean step() {
        if (gathered == null) return false;
        int at = gathered.readerIndex() + scanned;
        int end = gathered.writerIndex();
        int length = frames.length(gathered, at, end);
        if (length <= 0 || end - at < length) return false;
        scanned += length;
        if (frames.frame(gathered, at, length)) return true;
        scanned -= length;
        return false;
    }

    private void tidy() {
        if (gathered != null && !gathered.isReadable()) {
            gathered.release();
            gathered = null;
            scanned = 0;
        }
    }

    private void regulate() {
        boolean read = !paused();
        if (channel.config().isAutoRead() != read) channel.config().setAutoRead(read);
    }
}
