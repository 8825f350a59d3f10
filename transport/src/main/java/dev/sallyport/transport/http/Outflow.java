package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// Towards the agent. On the loop only; calls after the end do nothing. The floor frames, flushes once per
/// turn of the loop, and stops reading the target while the agent does not read.
public interface Outflow {

    /// Once, before anything else.
    void head(ResponseHead head);

    /// Takes a reference of its own, so the caller's stays the caller's.
    void write(ByteBuf piece);

    /// Nobody changes them afterwards.
    void write(byte[] bytes);

    /// Everything was written. Once.
    ///
    /// @param trailers dropped where the agent's side cannot carry them
    void end(Fields trailers);

    /// This answer in place of the one that was to come: as long as no head has left. What comes from the
    /// target is not read any more, and the action counts as CUT.
    ///
    /// @return false when it is too late
    boolean instead(Answer answer);

    /// False while the agent does not read what it has: whoever produces by itself had better wait for
    /// [#whenWritable].
    boolean writable();

    /// Runs once on the loop when it is writable; at once when it is.
    void whenWritable(Runnable then);
}
