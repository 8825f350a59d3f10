package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// Between a target's answer and the agent. Interim answers (1xx) do not come here. On the loop.
///
/// What comes has been freed of transfer and content coding (gzip and deflate, within
/// [HttpLimits#inflationRatio]) and of injected secrets.
public interface AnswerFilter extends Answered {

    /// The head; passes it on with [Outflow#head], now or later.
    void head(ResponseHead head, Outflow out);

    /// A piece of the body.
    ///
    /// @param piece borrowed, see the package
    void data(ByteBuf piece, Outflow out);

    /// The body has ended; everything that is still held back is written or dropped, and the answer is
    /// ended with [Outflow#end], now or later. After a proposal that still waits: not before its verdict.
    void end(Fields trailers, Outflow out);

    /// The target broke off in the middle.
    ///
    /// @return as [Answered#cut]
    default boolean broken(Outflow out) {
        return false;
    }

    /// Asked when the target has changed to the WebSocket protocol (status 101), in place of everything
    /// above but `tally` and `cut`.
    default WebSocketFilter webSocket() {
        return WebSocketFilter.OPAQUE;
    }
}
