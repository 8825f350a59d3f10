package dev.sallyport.transport.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An agent's connection of HTTP/2 as a whole: one without streams is closed, and so is one that is busy
/// with itself.
final class Streams extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Streams.class.getName());

    private final Ground ground;
    private final Http2FrameCodec codec;
    private @Nullable Future<?> timer;
    private int lastSeen;
    private int controls;
    private long countedSince;

    Streams(Ground ground, Http2FrameCodec codec) {
        this.ground = ground;
        this.codec = codec;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Duration idle = ground.limits().times().idleConnection();
        timer = context.executor()
                .scheduleAtFixedRate(() -> look(context), idle.toMillis(), idle.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        int newest = codec.connection().remote().lastStreamCreated();
        if (codec.connection().numActiveStreams() == 0 && newest == lastSeen) context.close();
        lastSeen = newest;
    }

    /// What belongs to no request.
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        long now = ground.nanos().getAsLong();
        if (controls == 0 || now - countedSince > HttpLimits.Http2.WINDOW.toNanos()) {
            controls = 0;
            countedSince = now;
        }
        if (++controls == ground.limits().http2().controls() + 1) tooRestless(context);
    }

    private static void tooRestless(ChannelHandlerContext context) {
        context.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
    }

    /// What is wrong with the frames themselves, Netty says and ends.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a connection failed", cause);
        if (!(cause instanceof Http2Exception)) context.close();
    }
}
