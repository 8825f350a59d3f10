package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.RoleLease;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayOutputStream;

/// A back end that was logged in ahead, as a role that may do nothing yet. It serves one session (R16).
/// What its target said at log-in is kept for the agent.
///
/// @param greeting ParameterStatus and BackendKeyData messages; touched on the channel's loop only
/// @param since when it was ready, by [System#nanoTime]
record WarmBackEnd(RoleLease blank, Channel channel, TargetSide side, ByteArrayOutputStream greeting, long since) {

    /// Both sides of a session share a loop. Called on that loop.
    Future<Void> moveTo(EventLoop loop) {
        Promise<Void> moved = loop.newPromise();
        if (channel.eventLoop().inEventLoop()) return moved.setSuccess(null);
        channel.deregister().addListener(left -> {
            if (!left.isSuccess()) moved.tryFailure(left.cause());
            else
                loop.register(channel).addListener(arrived -> {
                    if (arrived.isSuccess()) moved.trySuccess(null);
                    else moved.tryFailure(arrived.cause());
                });
        });
        return moved;
    }

    /// What the agent is shown, as if the target had said it just now.
    ByteBuf welcome() {
        return Unpooled.buffer(greeting.size() + 6)
                .writeBytes(greeting.toByteArray())
                .writeByte('Z')
                .writeInt(5)
                .writeByte('I');
    }
}
