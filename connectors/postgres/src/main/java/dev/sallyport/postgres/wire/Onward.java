package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Inlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/// What becomes of the target's frames: untouched ones pass to the agent in runs, as one slice; others are dropped or
/// replaced in their place. On the loop.
final class Onward {

    private final Session session;

    Onward(Session session) {
        this.session = session;
    }

    ByteBufAllocator alloc() {
        return session.agentChannel().alloc();
    }

    void drop(int at, int end) {
        pass(at);
        inlet().skip(end);
    }

    void replace(int at, int end, ByteBuf by) {
        insert(at, by);
        inlet().skip(end);
    }

    void insert(int at, ByteBuf more) {
        pass(at);
        Channel agent = session.agentChannel();
        agent.write(more, agent.voidPromise());
    }

    private void pass(int to) {
        if (to <= inlet().takenTo()) return;
        Channel agent = session.agentChannel();
        agent.write(inlet().take(to), agent.voidPromise());
    }

    /// All that was looked at leaves.
    void flush() {
        pass(inlet().scannedTo());
        session.agentChannel().flush();
    }

    /// The agent's connection ends behind what it was told so far.
    void hangUp() {
        session.agentChannel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private Inlet inlet() {
        return session.targetSide().inlet();
    }
}
