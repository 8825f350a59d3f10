package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Lets an agent hear why its connection of HTTP/2 ends. A socket that is closed before all that came was
/// read is reset, and the kernel throws away what was not sent yet: the GOAWAY that says the reason would
/// be lost just for those who say too much (RFC 9113 section 5.4.1, RFC 9112 section 9.6). So the
/// connection ends at once for all who stand behind, and what the agent still says is thrown away for a
/// moment.
final class Parting extends ChannelDuplexHandler {

    /// How long an agent is listened to after the last word.
    static final Duration LINGER = Duration.ofMillis(500);

    /// Bytes that are thrown away at most; much more than an agent that heeds its windows has under way.
    private static final int UNREAD = 1 << 20;

    private boolean parted;
    private int unread;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!(context.channel() instanceof SocketChannel socket) || !socket.isActive()) {
            context.close(promise);
            return;
        }
        if (!parted) part(context, socket);
        socket.closeFuture().addListener(closed -> promise.trySuccess());
    }

    private void part(ChannelHandlerContext context, SocketChannel socket) {
        parted = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> socket.shutdownOutput());
        socket.config().setAutoRead(true);
        context.executor().execute(context::fireChannelInactive);
        context.executor().schedule(() -> context.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (parted) drop(context, message);
        else context.fireChannelRead(message);
    }

    private void drop(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) unread += bytes.readableBytes();
        ReferenceCountUtil.release(message);
        if (unread > UNREAD) context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!parted) context.fireChannelInactive();
    }
}
