package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Frames;
import dev.sallyport.transport.Inlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/// The target's channel: its bytes go to an inlet; its end, and what it cannot take, are told to the agent's side.
final class TargetSide extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(TargetSide.class.getName());

    private final Inlet inlet;
    private final Channel channel;
    private final Consumer<Boolean> writable;
    private final Consumer<String> lost;

    /// @param lost called once, with why, when the target's connection is over
    /// @param writable told when the target takes bytes again, or does not
    TargetSide(Channel channel, Frames frames, Consumer<Boolean> writable, Consumer<String> lost) {
        this.channel = channel;
        this.inlet = new Inlet(channel, frames);
        this.writable = writable;
        this.lost = lost;
    }

    Inlet inlet() {
        return inlet;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inlet.receive((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writable.accept(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inlet.release();
        lost.accept("the target closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(
                cause instanceof java.io.IOException ? Level.DEBUG : Level.ERROR,
                "a target's connection failed",
                cause);
        context.close();
    }
}
