package dev.sallyport.app.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/// Gathers a request, up to a limit.
final class WholeRequest extends HttpObjectAggregator {

    private final Service service;

    WholeRequest(int mostBytes, Service service) {
        super(mostBytes, true);
        this.service = service;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        Reply.last(context, service.fault(Service.Fault.BODY_TOO_LARGE));
    }
}
