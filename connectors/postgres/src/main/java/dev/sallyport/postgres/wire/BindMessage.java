package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bind: portal, statement, parameter formats and values, result formats.
///
/// @param values without their types, which Parse declared
/// @param results whether columns of the answer come in binary: none for all in text, one for all, or one
///     each
record BindMessage(String portal, String statement, List<BoundValue> values, List<Boolean> results) {

    static BindMessage parse(ByteBuf in, int at, int end) {
        String portal = Wire.text(in, at + 5, end);
        int i = Wire.behindText(in, at + 5, end);
        String statement = Wire.text(in, i, end);
        i = Wire.behindText(in, i, end);
        List<Boolean> binary = formats(in, i, end);
        List<BoundValue> values = new ArrayList<>();
        i = values(in, i + 2 + 2 * binary.size(), end, binary, values);
        return new BindMessage(portal, statement, values, formats(in, i, end));
    }

    private static List<Boolean> formats(ByteBuf in, int at, int end) {
        int count = count(in, at, end);
        need(at + 2 + 2 * count <= end);
        List<Boolean> binary = new ArrayList<>(count);
        for (int f = 0; f < count; f++) {
            short code = in.getShort(at + 2 + 2 * f);
            need(code == 0 || code == 1);
            binary.add(code == 1);
        }
        return binary;
    }

    /// @return where they end
    private static int values(ByteBuf in, int at, int end, List<Boolean> binary, List<BoundValue> values) {
        int count = count(in, at, end);
        need(binary.size() <= 1 || binary.size() == count);
        int i = at + 2;
        for (int p = 0; p < count; p++) {
            need(i + 4 <= end);
            int length = in.getInt(i);
            need(length >= -1 && length <= end - i - 4);
            values.add(new BoundValue(0, format(binary, p), bytes(in, i + 4, length)));
            i += 4 + Math.max(0, length);
        }
        Wire.requireEnd(i + 2 + 2 * count(in, i, end), end); // behind the formats of the answer
        return i;
    }

    /// None: all text. One: for all. Otherwise one each.
    private static boolean format(List<Boolean> binary, int parameter) {
        return switch (binary.size()) {
            case 0 -> false;
            case 1 -> binary.getFirst();
            default -> binary.get(parameter);
        };
    }

    private static byte @Nullable [] bytes(ByteBuf in, int at, int length) {
        if (length < 0) return null;
        byte[] bytes = new byte[length];
        in.getBytes(at, bytes);
        return bytes;
    }

    private static int count(ByteBuf in, int at, int end) {
        need(at + 2 <= end);
        return in.getUnsignedShort(at);
    }

    private static void need(boolean holds) {
        if (!holds) throw new ProtocolViolation("the Bind message is malformed");
    }

    /// The values as the grammar takes them.
    List<BoundValue> bound(List<Long> types) {
        if (types.isEmpty()) return values;
        List<BoundValue> bound = new ArrayList<>(values.size());
        for (int p = 0; p < values.size(); p++) {
            BoundValue value = values.get(p);
            bound.add(p < types.size() ? new BoundValue(types.get(p), value.binary(), value.bytes()) : value);
        }
        return bound;
    }
}
