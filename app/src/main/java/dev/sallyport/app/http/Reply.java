package dev.sallyport.app.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// Writes an answer. Nothing of it may be kept by anyone on the way.
final class Reply {

    private Reply() {}

    /// And hangs up.
    static void last(ChannelHandlerContext context, Answer answer) {
        send(context, answer, true).addListener(ChannelFutureListener.CLOSE);
    }

    static ChannelFuture send(ChannelHandlerContext context, Answer answer, boolean last) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.mediaType())
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (last) response.headers().set(HttpHeaderNames.CONNECTION, "close");
        answer.headers().forEach(response.headers()::set);
        return context.writeAndFlush(response);
    }
}
