package dev.sallyport.transport.http;

import dev.sallyport.transport.http.Refusal.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// One connection of HTTP/2 to a target, shared by many requests (RFC 9113 section 5). On its loop only.
final class Multiplexed implements TargetSide.Home {

    private static final long STREAMS_MOST = 100;
    private static final int WINDOW = 1 << 20;

    /// Frames that carry nothing (SETTINGS, PING and their answers), in the time of [HttpLimits.Http2#WINDOW].
    private static final int CONTROLS_MOST = 2000;

    private final Channel channel;
    private final LoopPool pool;
    private final UpstreamSettings settings;
    private long allowed = STREAMS_MOST;
    private int streams;
    private long uses;
    private long heard;
    private int controls;
    private long countedSince;
    private boolean leaving;

    Multiplexed(Channel channel, LoopPool pool, UpstreamSettings settings) {
        this.channel = channel;
        this.pool = pool;
        this.settings = settings;
        Http2Settings ours = Http2Settings.defaultSettings()
                .pushEnabled(false)
                .initialWindowSize(WINDOW)
                .maxHeaderListSize(65_536);
        channel.pipeline()
                .addLast(new Hearing())
                .addLast(Http2FrameCodecBuilder.forClient()
                        .initialSettings(ours)
                        .validateHeaders(true)
                        .build())
                .addLast(new Http2MultiplexHandler(new Unasked()))
                .addLast(new Parent());
        retireWhenIdle();
    }

    boolean takes() {
        return !leaving && channel.isActive() && streams < allowed;
    }

    void begin(Trip trip) {
        streams++;
        uses++;
        new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        TargetSide side = new TargetSide(stream, true, Multiplexed.this);
                        stream.pipeline()
                                .addLast(new AnswerHeads())
                                .addLast(new Http2StreamFrameToHttpObjectCodec(false, true))
                                .addLast("side", side);
                    }
                })
                .open()
                .addListener((Future<Http2StreamChannel> opened) -> opened(opened, trip));
    }

    private void opened(Future<Http2StreamChannel> opened, Trip trip) {
        if (!opened.isSuccess()) {
            streams--;
            leave();
            if (!trip.again()) pool.take(trip.repeated());
            else trip.call().failed(Kind.UNREACHABLE, "the target takes no more requests");
            return;
        }
        Http2StreamChannel stream = opened.getNow();
        TargetSide side = stream.pipeline().get(TargetSide.class);
        long before = heard;
        stream.closeFuture().addListener(_ -> streamClosed(!side.answered() && heard == before));
        if (!trip.call().waiting()) stream.close();
        else side.begin(trip);
    }

    /// @param dumb nothing was heard while it was open: whoever comes next would wait in vain too
    private void streamClosed(boolean dumb) {
        streams--;
        if (dumb) leave();
        else if (leaving && streams == 0) channel.close();
        else if (streams == 0) retireWhenIdle();
    }

    private void retireWhenIdle() {
        long now = uses;
        var _ = channel.eventLoop()
                .schedule(
                        () -> {
                            if (streams == 0 && uses == now) leave();
                        },
                        settings.idleConnection().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void leave() {
        leaving = true;
        pool.retired(this);
        if (streams == 0) channel.close();
    }

    void close() {
        leave();
    }

    @Override
    public void free(TargetSide side, boolean reusable) {
        pool.free(side, false);
    }

    @Override
    public void retry(Trip trip) {
        pool.take(trip);
    }

    private final class Hearing extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard++;
            context.fireChannelRead(message);
        }
    }

    /// What concerns the connection as a whole.
    private final class Parent extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2SettingsFrame frame) {
                Long most = frame.settings().maxConcurrentStreams();
                if (most != null) allowed = Math.min(most, STREAMS_MOST);
            } else if (message instanceof Http2GoAwayFrame) {
                leave();
            }
            ReferenceCountUtil.release(message);
            if (tooRestless()) hangUp();
        }

        private boolean tooRestless() {
            long now = channel.eventLoop().ticker().nanoTime();
            if (controls == 0 || now - countedSince > HttpLimits.Http2.WINDOW.toNanos()) {
                controls = 0;
                countedSince = now;
            }
            return ++controls == CONTROLS_MOST + 1;
        }

        /// From below the codec, which would wait for the streams that are open.
        private void hangUp() {
            leaving = true;
            channel.pipeline().context(Hearing.class).close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            leave();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /// A server that pushes although it was told not to.
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Unasked extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.close();
        }
    }
}
