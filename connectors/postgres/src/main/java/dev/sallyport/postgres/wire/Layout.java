package dev.sallyport.postgres.wire;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a RowDescription says of the columns of an answer (protocol, "Message Formats"). Immutable.
///
/// @param names of the columns, as the first such description had them
record Layout(List<Column> columns, List<String> names) {

    /// Of what answers no rows.
    static final Layout EMPTY = new Layout(List.of(), List.of());

    private static final int FIXED = 18;

    Layout {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
    }

    /// @param table oid of the relation that it stands in unchanged; 0 for anything else
    /// @param number of the column in that relation
    /// @param type oid
    /// @param binary how the description says that its values come; not to be believed of a statement's
    ///     description
    record Column(long table, int number, long type, boolean binary) {

        /// @param i behind the column's name
        private boolean says(ByteBuf in, int i) {
            return in.getUnsignedInt(i) == table
                    && in.getShort(i + 4) == number
                    && in.getUnsignedInt(i + 6) == type
                    && (in.getShort(i + 16) == 1) == binary;
        }
    }

    /// @param at where the RowDescription begins
    static Layout of(ByteBuf in, int at, int end) {
        if (end - at < 7) throw new ProtocolViolation("the target's row description is malformed");
        int count = in.getUnsignedShort(at + 5);
        List<Column> columns = new ArrayList<>(count);
        List<String> names = new ArrayList<>(count);
        int i = at + 7;
        for (int column = 0; column < count; column++) {
            int name = i;
            i = Wire.behindText(in, i, end);
            names.add(in.toString(name, i - name - 1, StandardCharsets.UTF_8));
            if (i + FIXED > end) throw new ProtocolViolation("the target's row description is malformed");
            columns.add(new Column(
                    in.getUnsignedInt(i), in.getShort(i + 4), in.getUnsignedInt(i + 6), in.getShort(i + 16) == 1));
            i += FIXED;
        }
        return new Layout(columns, names);
    }

    /// Whether a RowDescription says the same, names apart: so common that nothing is made for it.
    boolean says(ByteBuf in, int at, int end) {
        if (end - at < 7 || in.getUnsignedShort(at + 5) != columns.size()) return false;
        int i = at + 7;
        for (int column = 0; column < columns.size(); column++) {
            i = Wire.behindText(in, i, end);
            if (i + FIXED > end || !columns.get(column).says(in, i)) return false;
            i += FIXED;
        }
        return true;
    }
}
