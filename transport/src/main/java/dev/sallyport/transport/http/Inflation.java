package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes gzip (RFC 1952, one member) and deflate (RFC 1950), piece by piece, and no further than a ratio
/// allows: the rest would be a bomb. On one thread.
final class Inflation {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,20}");
    private static final int CHUNK = 8192;
    private static final long FREE = 64 << 10;
    private static final int GZIP_TRAILER = 8;

    private final Inflater inflater;
    private final int ratio;
    private final GzipHead gzip;
    private final byte[] out = new byte[CHUNK];
    private long in;
    private long produced;
    private int trailer;

    /// What cannot be read, or must not be.
    static final class Broken extends Exception {
        private final String reason;

        Broken(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private Inflation(boolean gzip, int ratio) {
        this.inflater = new Inflater(gzip);
        this.ratio = ratio;
        this.gzip = new GzipHead(!gzip);
        this.trailer = gzip ? GZIP_TRAILER : 0;
    }

    /// @param coding of the answer
    /// @throws Broken for one that is not known, and for several on top of one another
    static Inflation of(String coding, int ratio) throws Broken {
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new Inflation(true, ratio);
            case "deflate" -> new Inflation(false, ratio);
            case String other ->
                throw new Broken("the target packed its answer although asked not to, in a coding that cannot be read"
                        + (NAME.matcher(other).matches() ? ": `" + other + "`" : ""));
        };
    }

    /// @param piece borrowed
    /// @param then gets pieces that are valid during the call
    void feed(ByteBuf piece, Consumer<ByteBuf> then) throws Broken {
        byte[] bytes = ByteBufUtil.getBytes(piece);
        in += bytes.length;
        int at = gzip.skip(bytes);
        if (inflater.finished()) afterEnd(bytes.length - at);
        else inflate(bytes, at, then);
    }

    private void inflate(byte[] bytes, int at, Consumer<ByteBuf> then) throws Broken {
        inflater.setInput(bytes, at, bytes.length - at);
        try {
            while (!inflater.finished() && !inflater.needsInput()) {
                int length = inflater.inflate(out);
                if (inflater.needsDictionary()) throw new Broken("the target's compressed answer cannot be read");
                produced += length;
                if (produced > FREE + in * ratio) throw new Broken("the target's compressed answer is a bomb");
                if (length > 0) then.accept(Unpooled.wrappedBuffer(Arrays.copyOf(out, length)));
            }
        } catch (DataFormatException e) {
            throw new Broken("the target's compressed answer cannot be read");
        }
        if (inflater.finished()) afterEnd(inflater.getRemaining());
    }

    private void afterEnd(int more) throws Broken {
        trailer -= more;
        if (trailer < 0) throw new Broken("the target's compressed answer goes on after its end");
    }

    /// An answer without a body is whole too.
    boolean whole() {
        return in == 0 || inflater.finished();
    }

    void close() {
        inflater.end();
    }
}
