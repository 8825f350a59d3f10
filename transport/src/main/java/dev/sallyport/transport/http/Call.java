package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// Whoever waits for an answer of a target. On its loop.
interface Call {

    /// The request's head is on its way, and its body where it was whole.
    void open(Wire wire);

    /// @param head as it came, without what belongs to the connection
    void head(ResponseHead head);

    /// @param piece borrowed
    void data(ByteBuf piece);

    void end(Fields trailers);

    /// The target takes more of the body, or has stopped to.
    void writability();

    /// Nothing more will come.
    ///
    /// @param why for the log and the agent: lower case, no address, no secret
    void failed(Refusal.Kind kind, String why);

    /// 101: the channel is the caller's from now on, without any codec of HTTP.
    void switched(ResponseHead head, Channel channel);

    /// Still wanted.
    boolean waiting();
}
