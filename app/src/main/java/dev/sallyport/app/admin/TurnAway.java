package dev.sallyport.app.admin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// Says why, hangs up, and listens to nothing.
final class TurnAway extends ChannelInboundHandlerAdapter {

    private final Problem problem;

    TurnAway(Problem problem) {
        this.problem = problem;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Reply.send(context, problem.answer());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
