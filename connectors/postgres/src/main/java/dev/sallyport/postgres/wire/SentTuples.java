package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;

/// COPY in binary format (manual, COPY, "Binary Format"): a header, then for each record the number of its fields and
/// each field behind its length; -1 ends them. What the server would not take counts as more than anybody may send.
final class SentTuples implements SentRows {

    private static final int SIGNATURE = 11;
    private static final int WITH_OIDS = 1 << 16;

    private enum Expected {
        SIGNATURE,
        FLAGS,
        EXTENSION,
        FIELDS,
        FIELD,
        NOTHING
    }

    private Expected expected = Expected.SIGNATURE;
    private long skip;
    private int number;
    private int have;
    private int fields;
    private long rows;

    SentTuples() {
        skip = SIGNATURE;
    }

    @Override
    public long next(ByteBuf in, int at, int end) {
        rows = 0;
        int i = at;
        while (i < end && expected != Expected.NOTHING) {
            if (skip > 0) {
                long passed = Math.min(skip, end - i);
                skip -= passed;
                i += (int) passed;
            } else if (expected == Expected.SIGNATURE) {
                expected = Expected.FLAGS;
            } else {
                take(in.getByte(i));
                i++;
            }
        }
        return rows;
    }

    @Override
    public long last() {
        return 0;
    }

    private void take(byte next) {
        number = (number << 8) | (next & 0xff);
        have++;
        if (have < (expected == Expected.FIELDS ? 2 : 4)) return;
        int whole = expected == Expected.FIELDS ? (short) number : number;
        number = 0;
        have = 0;
        read(whole);
    }

    private void read(int whole) {
        switch (expected) {
            case FLAGS -> expect((whole & WITH_OIDS) == 0, Expected.EXTENSION);
            case EXTENSION -> {
                expect(whole >= 0, Expected.FIELDS);
                skip = whole;
            }
            case FIELDS -> tuple(whole);
            case FIELD -> field(whole);
            case SIGNATURE, NOTHING -> {}
        }
    }

    private void tuple(int count) {
        if (count == -1) {
            expected = Expected.NOTHING;
            return;
        }
        rows++;
        fields = count;
        expect(count >= 0, count == 0 ? Expected.FIELDS : Expected.FIELD);
    }

    /// -1 is NULL.
    private void field(int length) {
        fields--;
        expect(length >= -1, fields == 0 ? Expected.FIELDS : Expected.FIELD);
        skip = Math.max(0, length);
    }

    private void expect(boolean sound, Expected next) {
        if (!sound) rows = Long.MAX_VALUE >> 1;
        expected = sound ? next : Expected.NOTHING;
    }
}
