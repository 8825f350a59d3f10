package dev.sallyport.postgres.wire;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// Parse: statement name, text, declared parameter types.
record ParseMessage(String name, String sql, List<Long> types) {

    static ParseMessage parse(ByteBuf in, int at, int end) {
        String name = Wire.text(in, at + 5, end);
        int i = Wire.behindText(in, at + 5, end);
        String sql = Wire.text(in, i, end);
        i = Wire.behindText(in, i, end);
        if (i + 2 > end) throw new ProtocolViolation("the Parse message is malformed");
        int count = in.getUnsignedShort(i);
        if (i + 2 + 4L * count > end) throw new ProtocolViolation("the Parse message is malformed");
        Wire.requireEnd(i + 2 + 4 * count, end);
        List<Long> types = new ArrayList<>(count);
        for (int t = 0; t < count; t++) types.add(in.getUnsignedInt(i + 2 + 4 * t));
        return new ParseMessage(name, sql, types);
    }
}
