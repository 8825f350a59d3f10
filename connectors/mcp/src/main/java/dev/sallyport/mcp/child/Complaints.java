package dev.sallyport.mcp.child;

import dev.sallyport.transport.http.Scrubber;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What a child says on its standard error: a bounded part of it goes into the log, without its secrets and without
/// anything that a terminal would obey. On one thread.
final class Complaints {

    private static final System.Logger LOG = System.getLogger(Complaints.class.getName());
    private static final int MOST_LOGGED = 64 * 1024;
    private static final int LONGEST_LOGGED = 2_000;

    private final String name;
    private final Scrubber scrubber;
    private int heard;

    /// @param name of the target
    Complaints(String name, Scrubber scrubber) {
        this.name = name;
        this.scrubber = scrubber;
    }

    /// Reads to the end, so that the child never waits. Blocks.
    void hear(InputStream complaints) {
        try (complaints) {
            byte[] piece = new byte[LONGEST_LOGGED];
            for (int n = complaints.read(piece); n >= 0; n = complaints.read(piece))
                scrubber.feed(Unpooled.wrappedBuffer(piece, 0, n), this::log);
            scrubber.finish(this::log);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "targets." + name + ": its child's complaints have ended", e);
        }
    }

    private void log(ByteBuf clean) {
        String text = clean.toString(StandardCharsets.UTF_8)
                .replaceAll("\\p{C}+", " ")
                .strip();
        if (heard < MOST_LOGGED && !text.isEmpty())
            LOG.log(System.Logger.Level.INFO, "targets." + name + ": its child says: " + text);
        heard = Math.min(MOST_LOGGED, heard + clean.readableBytes());
        clean.release();
    }
}
