package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Frames;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Pause;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The target's channel: its bytes go to an inlet; its end, and what it cannot take, are told to the agent's side.
final class TargetSide extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(TargetSide.class.getName());

    private final Inlet inlet;
    private @Nullable Inlet agent;
    private Consumer<String> lost;

    /// Without an agent.
    ///
    /// @param lost called once, with why, when the target's connection is over
    TargetSide(Channel channel, Frames frames, Consumer<String> lost) {
        this.inlet = new Inlet(channel, frames);
        this.lost = lost;
    }

    /// From now on it is this agent's.
    ///
    /// @param nowLost called in place of the former
    void serves(Inlet itsAgent, Consumer<String> nowLost) {
        agent = itsAgent;
        lost = nowLost;
    }

    Inlet inlet() {
        return inlet;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inlet.receive((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (agent == null) return;
        if (context.channel().isWritable()) agent.resume(Pause.BACK_PRESSURE);
        else agent.pause(Pause.BACK_PRESSURE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inlet.release();
        lost.accept("the target closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ProtocolViolation violation)
            LOG.log(Level.WARNING, "a target broke the protocol: " + violation.reason());
        else
            LOG.log(
                    cause instanceof java.io.IOException ? Level.DEBUG : Level.ERROR,
                    "a target's connection failed",
                    cause);
        context.close();
    }
}
