package dev.sallyport.http.wire;

import dev.sallyport.transport.http.ItemCount;
import dev.sallyport.transport.http.Lists;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/// The records of one answer.
final class Counting {

    private static final int ANOTHER_WAY = 300;

    private final Kind kind;
    private final boolean one;
    private final boolean failed;
    private final ItemCount items;
    private long lines;
    private boolean line;
    private boolean any;

    /// @param one a single record was asked for by its key
    /// @param failed no success: a single object only says why
    Counting(Kind kind, boolean one, boolean failed, Lists lists) {
        this.items = new ItemCount(lists);
        this.kind = kind;
        this.one = one;
        this.failed = failed;
    }

    static Counting of(ResponseHead head, Undertaking undertaking) {
        boolean failed = head.status() >= ANOTHER_WAY;
        boolean saysWhy = failed && Kind.isProblem(head.fields());
        return new Counting(Kind.of(head.fields()), undertaking.one() || saysWhy, failed, undertaking.lists());
    }

    void feed(ByteBuf piece) {
        if (!piece.isReadable()) return;
        any = true;
        switch (kind) {
            case JSON -> items.feed(piece);
            case LINES -> lines(piece);
            case JSON_LINES -> {
                items.feed(piece);
                lines(piece);
            }
            case OTHER -> {}
        }
    }

    private void lines(ByteBuf piece) {
        piece.forEachByte(next -> {
            if (next == '\n' || next == '\r') line = false;
            else if (!line && next != ' ') {
                line = true;
                lines++;
            }
            return true;
        });
    }

    long records() {
        long records = all();
        return failed && records <= 1 ? 0 : records;
    }

    /// What cannot be counted is one.
    private long all() {
        return switch (kind) {
            case JSON -> one ? items.keyed() : items.records();
            case JSON_LINES -> Math.max(lines, one ? items.keyed() : items.ofRecords());
            case LINES -> lines;
            case OTHER -> any ? 1 : 0;
        };
    }
}
