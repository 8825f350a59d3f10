package dev.sallyport.app.admin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/// Gathers a request, up to a limit.
final class WholeRequest extends HttpObjectAggregator {

    WholeRequest(int mostBytes) {
        super(mostBytes, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        Reply.send(context, Refusals.BODY_TOO_LARGE.answer());
    }
}
