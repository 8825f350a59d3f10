package dev.sallyport.http.wire;

import io.netty.buffer.ByteBuf;

/// The records of one answer.
final class Counting {

    private final Kind kind;
    private final ItemCount items;
    private long lines;
    private boolean line;
    private boolean any;

    /// @param one a single record was asked for by its key
    Counting(Kind kind, boolean one) {
        this.kind = kind;
        this.items = new ItemCount(one);
    }

    void feed(ByteBuf piece) {
        if (!piece.isReadable()) return;
        any = true;
        switch (kind) {
            case JSON -> items.feed(piece);
            case LINES -> lines(piece);
            case OTHER -> {}
        }
    }

    private void lines(ByteBuf piece) {
        piece.forEachByte(next -> {
            if (next == '\n') line = false;
            else if (!line && next != '\r' && next != ' ') {
                line = true;
                lines++;
            }
            return true;
        });
    }

    /// What cannot be counted is one.
    long records() {
        return switch (kind) {
            case JSON -> items.records();
            case LINES -> lines;
            case OTHER -> any ? 1 : 0;
        };
    }
}
