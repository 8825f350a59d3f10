package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;

/// Counts the records in the CopyData that an agent sends, never too few. On the loop.
///
/// Messages need not end where a record does (manual, "COPY Operations").
sealed interface SentRows permits SentLines, SentTuples {

    /// @return how many records begin in these bytes, or end, whichever is told first
    long next(ByteBuf in, int at, int end);

    /// @return how many were not counted yet
    long last();

    /// @param binary as CopyInResponse says
    /// @param header its first line is no record; binary has none
    static SentRows of(boolean binary, boolean header) {
        return binary ? new SentTuples() : new SentLines(header);
    }
}
