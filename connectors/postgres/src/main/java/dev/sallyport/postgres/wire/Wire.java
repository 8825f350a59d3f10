package dev.sallyport.postgres.wire;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// The messages that the gateway itself says, and the constants it may send to a target without a permit.
final class Wire {

    static final int PROTOCOL_3_0 = 3 << 16;
    static final int SSL_REQUEST = 80877103;
    static final int GSS_REQUEST = 80877104;
    static final int CANCEL_REQUEST = 80877102;

    private static final ByteBuf SYNC = constant('S', "");
    private static final ByteBuf FLUSH = constant('H', "");
    private static final ByteBuf POISON_QUERY = constant('Q', "sallyport denied\0");
    private static final ByteBuf POISON_PARSE = constant('P', "\0sallyport denied\0\0\0");
    private static final ByteBuf COPY_FAIL = constant('f', "stopped by the gateway\0");

    private Wire() {}

    static ByteBuf sync() {
        return SYNC.duplicate();
    }

    static ByteBuf flush() {
        return FLUSH.duplicate();
    }

    static ByteBuf poisonQuery() {
        return POISON_QUERY.duplicate();
    }

    static ByteBuf poisonParse() {
        return POISON_PARSE.duplicate();
    }

    static ByteBuf copyFail() {
        return COPY_FAIL.duplicate();
    }

    private static ByteBuf constant(char type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf message = Unpooled.directBuffer(bytes.length + 5)
                .writeByte(type)
                .writeInt(bytes.length + 4)
                .writeBytes(bytes);
        return Unpooled.unreleasableBuffer(message.asReadOnly());
    }

    /// The C string at `at`; the frame that ends at `end` must contain its terminator.
    static String text(ByteBuf in, int at, int end) {
        int stop = terminator(in, at, end);
        return in.toString(at, stop - at, StandardCharsets.UTF_8);
    }

    /// @return the index behind the terminator of the C string at `at`
    static int behindText(ByteBuf in, int at, int end) {
        return terminator(in, at, end) + 1;
    }

    /// What stands behind a message's own words would travel unjudged to a target that may read on.
    static void requireEnd(int at, int end) {
        if (at != end) throw new ProtocolViolation("a message is longer than what it says");
    }

    private static int terminator(ByteBuf in, int at, int end) {
        int stop = at <= end ? in.indexOf(at, end, (byte) 0) : -1;
        if (stop < 0) throw new ProtocolViolation("a string is not terminated");
        return stop;
    }

    static ByteBuf message(ByteBufAllocator alloc, char type, byte[]... parts) {
        return append(alloc.buffer(), type, parts);
    }

    /// @return the same buffer
    static ByteBuf append(ByteBuf out, char type, byte[]... parts) {
        int length = 4;
        for (byte[] part : parts) length += part.length;
        out.ensureWritable(length + 1).writeByte(type).writeInt(length);
        for (byte[] part : parts) out.writeBytes(part);
        return out;
    }

    /// The words of an ErrorResponse.
    static String errorText(ByteBuf in, int at, int length) {
        for (int i = at + 5; i < at + length && in.getByte(i) != 0; i = behindText(in, i, at + length)) {
            if (in.getByte(i) == 'M') return text(in, i + 1, at + length);
        }
        return "no reason given";
    }

    static byte[] utf8z(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] terminated = new byte[bytes.length + 1];
        for (int i = 0; i < bytes.length; i++) terminated[i] = bytes[i] == 0 ? (byte) ' ' : bytes[i];
        return terminated;
    }
}
