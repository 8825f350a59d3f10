package dev.sallyport.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Sees that bytes come, before they are a head.
final class Stirring extends ChannelInboundHandlerAdapter {

    private final AgentSide side;

    Stirring(AgentSide side) {
        this.side = side;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        side.stirring();
        context.fireChannelRead(message);
    }
}
