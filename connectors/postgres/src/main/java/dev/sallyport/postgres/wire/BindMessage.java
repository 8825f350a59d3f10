package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.BoundValue;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// Bind: portal, statement, parameter formats and values. The result formats are the target's affair.
record BindMessage(String portal, String statement, boolean[] binary, List<byte[]> values, boolean[] nulls) {

    static BindMessage parse(ByteBuf in, int at, int end) {
        String portal = Wire.text(in, at + 5, end);
        int i = Wire.behindText(in, at + 5, end);
        String statement = Wire.text(in, i, end);
        i = Wire.behindText(in, i, end);
        boolean[] formats = new boolean[count(in, i, end)];
        i += 2;
        need(i + 2 * formats.length <= end);
        for (int f = 0; f < formats.length; f++, i += 2) formats[f] = format(in.getShort(i));
        int parameters = count(in, i, end);
        return values(portal, statement, formats, new boolean[parameters], in, i + 2, end);
    }

    private static BindMessage values(
            String portal, String statement, boolean[] formats, boolean[] nulls, ByteBuf in, int at, int end) {
        need(formats.length <= 1 || formats.length == nulls.length);
        List<byte[]> values = new ArrayList<>(nulls.length);
        boolean[] binary = new boolean[nulls.length];
        int i = at;
        for (int p = 0; p < nulls.length; p++) {
            need(i + 4 <= end);
            int length = in.getInt(i);
            i += 4;
            nulls[p] = length < 0;
            need(length >= -1 && i + Math.max(0, length) <= end);
            byte[] value = new byte[Math.max(0, length)];
            in.getBytes(i, value);
            i += value.length;
            values.add(value);
            binary[p] = formats.length > 0 && formats[formats.length == 1 ? 0 : p];
        }
        return new BindMessage(portal, statement, binary, values, nulls);
    }

    private static boolean format(short code) {
        need(code == 0 || code == 1);
        return code == 1;
    }

    private static int count(ByteBuf in, int at, int end) {
        need(at + 2 <= end);
        return in.getUnsignedShort(at);
    }

    private static void need(boolean holds) {
        if (!holds) throw new ProtocolViolation("the Bind message is malformed");
    }

    /// The values as the grammar takes them, with the types that Parse declared.
    List<BoundValue> bound(List<Long> types) {
        List<BoundValue> bound = new ArrayList<>(values.size());
        for (int p = 0; p < values.size(); p++) {
            long type = p < types.size() ? types.get(p) : 0;
            bound.add(new BoundValue(type, binary[p], nulls[p] ? null : values.get(p)));
        }
        return bound;
    }
}
