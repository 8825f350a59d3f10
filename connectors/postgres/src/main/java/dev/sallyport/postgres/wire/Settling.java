package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Frames;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a back end says while no agent is there to hear it: settings and its cancel key are kept,
/// notices are dropped, an error or anything else is the end of it.
final class Settling implements Frames {

    private static final int MAX_MESSAGE = 64 << 10;

    private final ByteArrayOutputStream kept;
    private final Runnable ready;
    private final Consumer<String> failed;
    private @Nullable TargetSide side;

    /// @param ready called at each ReadyForQuery
    /// @param failed called with the target's words
    Settling(ByteArrayOutputStream kept, Runnable ready, Consumer<String> failed) {
        this.kept = kept;
        this.ready = ready;
        this.failed = failed;
    }

    Settling of(TargetSide itsSide) {
        side = itsSide;
        return this;
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1) + 1;
        if (length < 5 || length > MAX_MESSAGE) throw new ProtocolViolation("the target's message is too large");
        return length;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        byte type = in.getByte(at);
        if (type == 'S' || type == 'K') keep(in, at, length);
        String error = type == 'E' ? Wire.errorText(in, at, length) : "";
        if (side != null) side.inlet().skip(at + length);
        switch (type) {
            case 'S', 'K', 'N', '1', '2', '3', 'n', 'T', 'D', 'C' -> {}
            case 'Z' -> ready.run();
            case 'E' -> failed.accept(error);
            default -> failed.accept("it sent an unexpected message");
        }
        return true;
    }

    private void keep(ByteBuf in, int at, int length) {
        if (kept.size() > MAX_MESSAGE) throw new ProtocolViolation("the target sends settings without end");
        try {
            in.getBytes(at, kept, length);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    @Override
    public void turnEnded() {}
}
