package dev.sallyport.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/// Ends a stream whose head is none of an answer: with a status that is no number of three digits, or
/// 101, which HTTP/2 does not have (RFC 9113 sections 8.3.2 and 8.6), or a request's. Netty would lose
/// a buffer when it makes an answer of it.
final class AnswerHeads extends ChannelInboundHandlerAdapter {

    private static final int DIGITS = 3;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Http2HeadersFrame frame) || isOfAnAnswer(frame.headers())) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        context.close();
    }

    /// Trailers have neither.
    private static boolean isOfAnAnswer(Http2Headers headers) {
        CharSequence status = headers.status();
        return status == null ? headers.method() == null : isStatus(status.toString());
    }

    private static boolean isStatus(String status) {
        boolean number = status.length() == DIGITS && status.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && !status.startsWith("0") && !status.equals("101");
    }
}
