package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// Whoever deals with the request that is there now. On the loop of its connection.
interface Handling {

    /// Its head was read; everything else follows.
    void begin();

    /// Whether the next piece of the body may come.
    boolean taking();

    /// @param piece borrowed
    void piece(ByteBuf piece);

    /// The body has ended.
    void ended(Fields trailers);

    /// The agent reads again, or has stopped to.
    void writability();

    /// The agent said that it will say no more; it may still listen.
    void halfClosed();

    /// The agent is gone: nothing can be said any more.
    void gone();
}
