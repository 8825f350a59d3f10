package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Mask;
import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which columns of one answer are not shown as they are, worked out from its RowDescription (protocol,
/// "Message Formats"): a column that stands there unchanged carries the oid of its table and its number.
///
/// Text becomes [#SHOWN], in text and binary format alike; a value of any other type becomes NULL, since a client
/// could not read anything else.
final class Masking {

    static final String SHOWN = "****";

    private static final byte[] BYTES = SHOWN.getBytes(StandardCharsets.US_ASCII);
    /// Also literals that are nothing yet.
    private static final Set<Long> TEXTS =
            BuiltIn.oids(BuiltIn.TEXT, BuiltIn.VARCHAR, BuiltIn.BPCHAR, BuiltIn.NAME, BuiltIn.UNKNOWN);

    private final int count;
    private final BitSet masked = new BitSet();
    private final BitSet texts = new BitSet();

    private Masking(int count) {
        this.count = count;
    }

    /// @param at where the RowDescription begins
    /// @return empty when a column comes from a table that the statement was not understood with
    static Optional<Masking> of(ByteBuf in, int at, int end, List<Mask> masks, Catalog structure) {
        Masking masking = new Masking(in.getUnsignedShort(at + 5));
        int i = at + 7;
        for (int column = 0; column < masking.count; column++) {
            i = Wire.behindText(in, i, end);
            if (i + 18 > end) throw new ProtocolViolation("the target's row description is malformed");
            long table = in.getUnsignedInt(i);
            Optional<Relation> relation = structure.relation(table);
            if (table != 0 && relation.isEmpty()) return Optional.empty();
            int number = in.getShort(i + 4);
            if (relation.isPresent() && isMasked(relation.get(), number, masks)) masking.masked.set(column);
            if (TEXTS.contains(in.getUnsignedInt(i + 6))) masking.texts.set(column);
            i += 18;
        }
        return Optional.of(masking);
    }

    private static boolean isMasked(Relation relation, int number, List<Mask> masks) {
        String name = relation.canonicalName();
        for (Mask mask : masks) {
            if (!mask.resource().equals(name)) continue;
            boolean same = relation.column(mask.field())
                    .filter(column -> column.number() == number)
                    .isPresent();
            if (same) return true;
        }
        return false;
    }

    boolean isEmpty() {
        return masked.isEmpty();
    }

    /// @param at where a whole DataRow begins
    /// @return the row to show
    ByteBuf row(ByteBuf in, int at, int end, ByteBufAllocator alloc) {
        ByteBuf row = alloc.buffer(end - at + masked.cardinality() * BYTES.length);
        try {
            row.writeBytes(in, at, 7);
            write(in, at, end, row);
        } catch (RuntimeException e) {
            row.release();
            throw e;
        }
        return row.setInt(1, row.readableBytes() - 1);
    }

    private void write(ByteBuf in, int at, int end, ByteBuf row) {
        if (in.getUnsignedShort(at + 5) != count) throw malformed();
        int i = at + 7;
        for (int column = 0; column < count; column++) {
            if (i + 4 > end) throw malformed();
            int length = Math.max(0, in.getInt(i));
            if (length > end - i - 4) throw malformed();
            if (masked.get(column)) hide(column, row);
            else row.writeBytes(in, i, 4 + length);
            i += 4 + length;
        }
    }

    /// Also where the value is NULL: whether it is says something as well.
    private void hide(int column, ByteBuf row) {
        if (texts.get(column)) row.writeInt(BYTES.length).writeBytes(BYTES);
        else row.writeInt(-1);
    }

    private static ProtocolViolation malformed() {
        return new ProtocolViolation("the target's row does not fit its description");
    }
}
