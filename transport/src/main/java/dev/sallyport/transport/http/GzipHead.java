package dev.sallyport.transport.http;

import dev.sallyport.transport.http.Inflation.Broken;

/// Skips the head of a gzip member (RFC 1952 section 2.3), byte by byte, since it may come in pieces. At
/// most 64 KiB.
final class GzipHead {

    private static final int FIXED = 10;
    private static final int MOST = 64 << 10;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private boolean done;
    private int seen;
    private int flags;
    private int extra = -2;
    private int extraLow;
    private int crc = 2;

    /// @param none true when there is no head
    GzipHead(boolean none) {
        done = none;
    }

    /// @return where it ends, or the length when it goes on
    int skip(byte[] bytes) throws Broken {
        int at = 0;
        while (!done && at < bytes.length) {
            if (seen >= FIXED && nothingLeft()) break;
            take(bytes[at++] & 0xff);
            if (++seen > MOST) throw new Broken("the head of the target's compressed answer does not end");
        }
        if (seen >= FIXED && nothingLeft()) done = true;
        return at;
    }

    private boolean nothingLeft() {
        return flags == 0;
    }

    private void take(int next) throws Broken {
        if (seen < FIXED) fixed(next);
        else if ((flags & HAS_EXTRA) != 0) extra(next);
        else if ((flags & HAS_NAME) != 0) flags &= next == 0 ? ~HAS_NAME : ~0;
        else if ((flags & HAS_COMMENT) != 0) flags &= next == 0 ? ~HAS_COMMENT : ~0;
        else if (--crc == 0) flags &= ~HAS_CRC;
    }

    private void fixed(int next) throws Broken {
        boolean wrong = (seen == 0 && next != 0x1f) || (seen == 1 && next != 0x8b) || (seen == 2 && next != 8);
        if (wrong) throw new Broken("the target's answer is not gzip");
        if (seen == 3) flags = next & (HAS_CRC | HAS_EXTRA | HAS_NAME | HAS_COMMENT);
    }

    private void extra(int next) {
        if (extra == -2) {
            extraLow = next;
            extra = -1;
        } else if (extra == -1) {
            extra = extraLow | (next << 8);
        } else {
            extra--;
        }
        if (extra == 0) flags &= ~HAS_EXTRA;
    }
}
