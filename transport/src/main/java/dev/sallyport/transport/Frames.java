package dev.sallyport.transport;

import io.netty.buffer.ByteBuf;

/// How a protocol cuts bytes into frames and what it does with each. Called on the loop.
public interface Frames {

    /// @return the whole length of the frame that starts at `at`, or 0 when not even its length can be told yet
    /// @throws ProtocolViolation when the length cannot be right or is over the limit
    int length(ByteBuf in, int at, int end);

    /// One whole frame. It is consumed through [Inlet#take], [Inlet#skip], or left to be taken together with
    /// the next.
    ///
    /// @return false to be offered the same frame again later: the inlet must have been paused
    boolean frame(ByteBuf in, int at, int length);

    /// Nothing more can be done with what came so far: time to flush.
    void turnEnded();
}
