package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// One request's way to a target, once a connection is there. On its loop.
interface Wire {

    /// A piece of the body; takes over the reference.
    void body(ByteBuf piece);

    void bodyEnd(Fields trailers);

    boolean writable();

    /// Whether the answer is read.
    void reading(boolean on);

    /// The answer is not wanted any more: nothing more comes from here.
    void abort();
}
