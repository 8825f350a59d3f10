package dev.sallyport.trail.read;

import dev.sallyport.trail.line.Link;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;

/// Cuts a file into lines without copying them. Memory is bounded by the longest line allowed. Not thread-safe.
public final class LineScanner implements Closeable {

    /// What stands at the current place.
    public enum Found {
        /// A line that ends in a line feed.
        LINE,
        /// Bytes at the end of the file without a line feed; more may follow later.
        PARTIAL,
        /// More than the longest line allowed, line feed included.
        TOO_LONG,
        END
    }

    private final SeekableByteChannel channel;
    private final long limit;
    private byte[] bytes = new byte[1 << 16];
    private long base;
    private int from;
    private int next;
    private int filled;

    /// @param start offset in bytes
    public LineScanner(Path path, long start) throws IOException {
        this(path, start, Long.MAX_VALUE);
    }

    /// @param limit offset at which the file is taken to end
    public LineScanner(Path path, long start, long limit) throws IOException {
        this.limit = limit;
        channel = Segments.open(path);
        channel.position(start);
        base = start;
    }

    /// Goes on to the next line; after PARTIAL or END, looks again at the same place.
    public Found next() throws IOException {
        from = next;
        int searched = from;
        while (true) {
            int end = lineFeed(searched);
            if (end >= 0) return line(end);
            if (filled - from > Link.MAX_LINE) return skip();
            searched = filled - from;
            if (!fill()) return filled > from ? Found.PARTIAL : Found.END;
            searched += from;
        }
    }

    private Found line(int lineFeed) {
        next = lineFeed + 1;
        return next - from > Link.MAX_LINE ? Found.TOO_LONG : Found.LINE;
    }

    /// Drops bytes up to the next line feed, so that the line after it can be read.
    private Found skip() throws IOException {
        while (true) {
            base += filled;
            from = next = filled = 0;
            if (!fill()) return Found.TOO_LONG;
            int end = lineFeed(0);
            if (end >= 0) {
                from = next = end + 1;
                return Found.TOO_LONG;
            }
        }
    }

    private int lineFeed(int start) {
        for (int i = start; i < filled; i++) if (bytes[i] == '\n') return i;
        return -1;
    }

    private boolean fill() throws IOException {
        if (from > 0) compact();
        if (filled == bytes.length) bytes = Arrays.copyOf(bytes, bytes.length * 2);
        long left = limit - base - filled;
        int room = (int) Math.min(bytes.length - filled, left);
        int count = room <= 0 ? -1 : channel.read(ByteBuffer.wrap(bytes, filled, room));
        if (count > 0) filled += count;
        return count > 0;
    }

    private void compact() {
        System.arraycopy(bytes, from, bytes, 0, filled - from);
        base += from;
        filled -= from;
        next -= from;
        from = 0;
    }

    /// Where the current line starts in [#array].
    public int from() {
        return from;
    }

    /// Of the current line without its line feed; of the bytes at the end when PARTIAL.
    public int length() {
        return next > from ? next - 1 - from : filled - from;
    }

    public byte[] array() {
        return bytes;
    }

    /// Where the current line starts in the file.
    public long offset() {
        return base + from;
    }

    /// Where the next line starts in the file; after PARTIAL the place of the partial line.
    public long nextOffset() {
        return base + next;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
