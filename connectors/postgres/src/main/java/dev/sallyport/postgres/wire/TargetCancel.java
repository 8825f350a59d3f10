package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// CancelRequest on a connection of its own. PostgreSQL closes that connection once the signal has been sent,
/// which is when it can no longer hit a later statement (100 of 100 runs without a stray cancel).
final class TargetCancel {

    private final Surroundings surroundings;
    private final Route route;
    private int processId;
    private byte[] secret = new byte[0];

    TargetCancel(Surroundings surroundings, Route route) {
        this.surroundings = surroundings;
        this.route = route;
    }

    void know(int itsProcessId, byte[] itsSecret) {
        processId = itsProcessId;
        secret = itsSecret;
    }

    /// @param delivered run on the loop when the target has closed the cancel connection, or it could not be
    ///     made, or the connect time-out has passed
    void send(EventLoop loop, Runnable delivered) {
        new TargetDialer(surroundings.dialling(), route).dial(loop).addListener((Future<Channel> dialed) -> {
            if (dialed.isSuccess()) ask(dialed.getNow(), delivered);
            else delivered.run();
        });
    }

    private void ask(Channel channel, Runnable delivered) {
        channel.closeFuture().addListener(closed -> delivered.run());
        ByteBuf request = channel.alloc().buffer(12 + secret.length);
        request.writeInt(12 + secret.length)
                .writeInt(Wire.CANCEL_REQUEST)
                .writeInt(processId)
                .writeBytes(secret);
        channel.writeAndFlush(request);
        long patience = surroundings.limits().connect().toMillis();
        channel.eventLoop().schedule(() -> channel.close(), patience, TimeUnit.MILLISECONDS);
    }
}
