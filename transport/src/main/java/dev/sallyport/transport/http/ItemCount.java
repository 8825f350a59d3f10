package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/// Counts the records of JSON as its bytes pass, without keeping any. APIs wrap lists in many ways: see
/// [Lists]. Several documents, one after the other, are the elements of a list. Nothing here trusts the
/// bytes: what is no JSON gives some number. No count ever goes down.
public final class ItemCount {

    /// Where a string may end, or the next byte means nothing: in between all is text.
    private static final EitherByte STRING_TURNS = EitherByte.of('"', '\\');

    /// A byte order mark, which some servers begin with, is no value.
    private static final byte BOM_1 = (byte) 0xEF;

    private static final byte BOM_2 = (byte) 0xBB;
    private static final byte BOM_3 = (byte) 0xBF;

    private final Nesting nesting;
    private boolean begun;
    private boolean string;
    private boolean escaped;

    /// Lines on which something stands that is in no container.
    private long bare;

    private boolean bareLine;

    public ItemCount(Lists lists) {
        nesting = new Nesting(lists);
    }

    public void feed(ByteBuf piece) {
        ByteBuffer bytes = piece.nioBuffer();
        int at = bytes.position();
        while (at < bytes.limit()) {
            if (string && !escaped) at = STRING_TURNS.in(bytes, at);
            if (at < 0) return;
            next(bytes.get(at++));
        }
    }

    private void next(byte next) {
        if (string) inString(next);
        else outside(next);
    }

    private void inString(byte next) {
        if (escaped) escaped = false;
        else if (next == '\\') escaped = true;
        else if (next == '"') string = false;
    }

    private void outside(byte next) {
        switch (next) {
            case '"' -> {
                string = true;
                value();
            }
            case '{', '[' -> open(next == '[');
            case '}', ']' -> nesting.close();
            case ',' -> nesting.comma();
            case ':' -> nesting.colon();
            case '\r', '\n' -> bareLine = false;
            case ' ', '\t' -> {}
            case BOM_1, BOM_2, BOM_3 -> {
                if (begun) value();
            }
            default -> value();
        }
    }

    private void open(boolean list) {
        begun = true;
        nesting.value();
        nesting.open(list);
    }

    /// A string, or some byte of a number or a word.
    private void value() {
        begun = true;
        nesting.value();
        if (nesting.isOpen() || bareLine) return;
        bareLine = true;
        bare++;
    }

    /// Of what may be any list: the longest one counts too, whatever it is of, that stands outside
    /// of any record.
    public long records() {
        return Math.max(bare, Math.max(nesting.objects(false), nesting.longest()));
    }

    /// Where each document is a record, as those on the lines of JSON lines are.
    public long ofRecords() {
        return Math.max(bare, nesting.objects(true));
    }

    /// Where one record was asked for by its own key, and is one whatever lists are in it.
    public long keyed() {
        return Math.max(bare, nesting.keyed());
    }
}
