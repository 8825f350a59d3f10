package dev.sallyport.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An agent's connection of HTTP/2 as a whole: one without streams is closed.
final class Streams extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Streams.class.getName());

    private final Ground ground;
    private final Http2FrameCodec codec;
    private @Nullable Future<?> timer;
    private int lastSeen;

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

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a connection failed", cause);
        context.close();
    }
}
