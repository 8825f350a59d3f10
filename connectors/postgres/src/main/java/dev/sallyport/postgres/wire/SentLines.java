package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;

/// COPY in text and CSV format: a record has one line at least. A quoted line feed in CSV counts as another one, since
/// which quotes and escapes are meant is the statement's business.
final class SentLines implements SentRows {

    private long headers;
    private boolean open;
    private boolean afterReturn;

    SentLines(boolean header) {
        headers = header ? 1 : 0;
    }

    @Override
    public long next(ByteBuf in, int at, int end) {
        long lines = 0;
        for (int i = at; i < end; i++) {
            byte each = in.getByte(i);
            boolean ends = each == '\r' || (each == '\n' && !afterReturn);
            if (ends) lines++;
            afterReturn = each == '\r';
            open = each != '\r' && each != '\n';
        }
        return without(lines);
    }

    @Override
    public long last() {
        long lines = without(open ? 1 : 0);
        open = false;
        return lines;
    }

    private long without(long lines) {
        long skipped = Math.min(lines, headers);
        headers -= skipped;
        return lines - skipped;
    }
}
