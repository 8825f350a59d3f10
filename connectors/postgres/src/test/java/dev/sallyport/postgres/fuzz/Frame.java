package dev.sallyport.postgres.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Messages of both sides, as bytes.
final class Frame {

    private Frame() {}

    static byte[] of(char type, byte[]... parts) {
        byte[] body = join(parts);
        return join(new byte[] {(byte) type}, int4(body.length + 4), body);
    }

    static byte[] start() {
        byte[] body = join(int4(3 << 16), z("user"), z("crm"), new byte[1]);
        return join(int4(body.length + 4), body);
    }

    static byte[] parse(String name, String sql) {
        return of('P', z(name), z(sql), int2(0));
    }

    static byte[] bind(String portal, String statement, List<String> values) {
        byte[] all = new byte[0];
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            all = join(all, int4(bytes.length), bytes);
        }
        return of('B', z(portal), z(statement), int2(0), int2(values.size()), all, int2(0));
    }

    static byte[] execute(String portal, int rows) {
        return of('E', z(portal), int4(rows));
    }

    static byte[] row(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return of('D', int2(1), int4(bytes.length), bytes);
    }

    /// One column of type text, of no table.
    static byte[] columns() {
        return of('T', int2(1), z("a"), int4(0), int2(0), int4(25), int2(-1), int4(-1), int2(0));
    }

    static byte[] error(String state, String text) {
        return of('E', z("SERROR"), z("VERROR"), z("C" + state), z("M" + text), new byte[1]);
    }

    static byte[] z(String text) {
        return join(text.getBytes(StandardCharsets.UTF_8), new byte[1]);
    }

    static byte[] int2(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    /// The C string at `at`; up to the end where nothing terminates it.
    static String text(byte[] bytes, int at) {
        int stop = Math.min(at, bytes.length);
        while (stop < bytes.length && bytes[stop] != 0) stop++;
        return new String(bytes, Math.min(at, stop), stop - Math.min(at, stop), StandardCharsets.UTF_8);
    }
}
