package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.List;

/// One whole DataRow, to look into.
///
/// @param at where its message begins
record Row(ByteBuf in, int at, int end, List<Boolean> binary, Layout layout) {

    /// SQL NULL has no bytes.
    BoundValue value(int column) {
        if (end - at < 7 || in.getUnsignedShort(at + 5) != layout.columns().size()) throw malformed();
        int i = at + 7;
        for (int before = 0; before < column; before++) i += 4 + Math.max(0, length(i));
        int length = length(i);
        long type = layout.columns().get(column).type();
        if (length < 0) return new BoundValue(type, binary.get(column), null);
        byte[] bytes = new byte[length];
        in.getBytes(i + 4, bytes);
        return new BoundValue(type, binary.get(column), bytes);
    }

    private int length(int i) {
        if (i + 4 > end) throw malformed();
        int length = in.getInt(i);
        if (length > end - i - 4) throw malformed();
        return length;
    }

    private static ProtocolViolation malformed() {
        return new ProtocolViolation("the target's row does not fit its description");
    }
}
