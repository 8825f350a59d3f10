package dev.sallyport.transport.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses what could not stand in the head of an HTTP/1.1 request (RFC 9113 section 8.2.1), before Netty
/// makes one of it: at a method or path that cannot be, it would lose a buffer.
final class StreamHeads extends ChannelInboundHandlerAdapter {

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean bad = message instanceof Http2HeadersFrame frame && !isPlain(frame.headers());
        if (!refused && !bad) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (refused) return;
        refused = true;
        Http2Headers answer = new DefaultHttp2Headers().status("400");
        context.writeAndFlush(new DefaultHttp2HeadersFrame(answer, true)).addListener(ChannelFutureListener.CLOSE);
    }

    private static boolean isPlain(Http2Headers headers) {
        CharSequence method = headers.method();
        if (method != null && !FieldSyntax.isName(method)) return false;
        if (!isPath(headers.path())) return false;
        for (Map.Entry<CharSequence, CharSequence> each : headers) {
            CharSequence name = each.getKey();
            boolean pseudo = !name.isEmpty() && name.charAt(0) == ':';
            boolean named = pseudo || FieldSyntax.isName(name);
            if (!named || !FieldSyntax.isValue(each.getValue())) return false;
        }
        return true;
    }

    /// None in trailers and of CONNECT.
    private static boolean isPath(@Nullable CharSequence path) {
        return path == null || (!path.isEmpty() && path.chars().allMatch(c -> c > ' ' && c < 0x7f));
    }
}
