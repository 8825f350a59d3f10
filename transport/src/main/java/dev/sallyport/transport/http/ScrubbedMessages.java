package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// Messages of a target without injected secrets. A secret in pieces of several messages is none.
record ScrubbedMessages(WebSocketFilter then, Scrubber scrubber) implements WebSocketFilter {

    @Override
    public boolean fromAgent(boolean text, ByteBuf message) {
        return then.fromAgent(text, message);
    }

    @Override
    public boolean fromTarget(boolean text, ByteBuf message) {
        scrubber.blot(message);
        return then.fromTarget(text, message);
    }

    @Override
    public boolean controlFromTarget(ByteBuf payload) {
        scrubber.blot(payload);
        return then.controlFromTarget(payload);
    }
}
