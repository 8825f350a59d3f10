package dev.sallyport.http.wire;

import dev.sallyport.transport.http.EitherByte;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Counts the records of a JSON answer as its bytes pass, without keeping any: the elements of an
/// outermost array; otherwise the objects of the largest array anywhere, or the arrays of one that is in
/// no other (rows without names), since APIs wrap lists in many ways. A document that is not an array counts as one
/// record when it holds none that is larger, and
/// always when one record was asked for by its key. Nothing here trusts the bytes: what is no JSON gives
/// some number.
final class ItemCount {

    /// What is nested deeper is counted with the level above.
    private static final int DEEPEST = 64;

    private static final int USUAL = 8;

    /// Where a string may end, or the next byte means nothing: in between all is text.
    private static final EitherByte STRING_TURNS = EitherByte.of('"', '\\');

    /// A byte order mark, which some servers begin with, is no value.
    private static final byte BOM_1 = (byte) 0xEF;

    private static final byte BOM_2 = (byte) 0xBB;
    private static final byte BOM_3 = (byte) 0xBF;

    private final boolean one;
    private boolean[] array = new boolean[USUAL];
    private long[] objects = new long[USUAL];
    private int depth;

    /// Where the array begins that is in no other; -1 outside of it.
    private int outermost = -1;

    private boolean outermostArray;
    private boolean begun;
    private boolean string;
    private boolean escaped;
    private boolean element;
    private long elements;
    private long largest;

    /// @param one a single record was asked for by its key
    ItemCount(boolean one) {
        this.one = one;
    }

    void feed(ByteBuf piece) {
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
            case '}', ']' -> close();
            case ' ', '\t', '\r', '\n', ',', ':' -> {
                if (next == ',' && depth == 1) element = false;
            }
            case BOM_1, BOM_2, BOM_3 -> {
                if (begun) value();
            }
            default -> value();
        }
    }

    /// Something stands where a value can stand.
    private void value() {
        begun = true;
        if (depth == 1 && outermostArray && !element) {
            element = true;
            elements++;
        }
    }

    private void open(boolean isArray) {
        if (depth == 0 && !begun) outermostArray = isArray;
        value();
        int above = Math.min(depth, DEEPEST) - 1;
        boolean row = !isArray || above == outermost;
        if (above >= 0 && array[above] && row) largest = Math.max(largest, ++objects[above]);
        if (isArray && outermost < 0) outermost = depth;
        if (depth < DEEPEST) {
            if (depth == array.length) grow();
            array[depth] = isArray;
            objects[depth] = 0;
        }
        depth++;
    }

    private void grow() {
        array = Arrays.copyOf(array, 2 * depth);
        objects = Arrays.copyOf(objects, 2 * depth);
    }

    private void close() {
        if (depth > 0) depth--;
        if (depth == outermost) outermost = -1;
    }

    long records() {
        if (!begun) return 0;
        if (outermostArray) return elements;
        return one ? 1 : Math.max(1, largest);
    }
}
