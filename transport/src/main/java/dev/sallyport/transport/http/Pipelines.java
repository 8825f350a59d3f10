package dev.sallyport.transport.http;

import dev.sallyport.transport.PeerAddress;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/// How an agent's connection is set up.
final class Pipelines {

    private static final int WINDOW = 1 << 18;
    /// Bytes, at least and at first, that are asked of a connection at once: a usual request comes in
    /// one piece. Netty would guess less after small ones, and read twice.
    private static final int PIECE = 2048;
    private static final int LARGEST_PIECE = 65_536;

    private static final String STIR = "stir";
    private static final String CODEC = "codec";
    private static final String SIDE = "side";

    private Pipelines() {}

    /// The first handler of each connection.
    static ChannelHandler door(Ground ground) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                enter(channel, ground);
            }
        };
    }

    static void enter(Channel channel, Ground ground) {
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(PIECE, PIECE, LARGEST_PIECE));
        SslContext face = ground.now().face().now();
        SocketAddress remote = channel.remoteAddress();
        String address = remote instanceof InetSocketAddress inet ? inet.getHostString() : String.valueOf(remote);
        Link link = new Link(
                ground.connections().incrementAndGet(), face != null, List.of(), PeerAddress.of(remote), address, null);
        if (face == null) {
            http1(channel.pipeline(), ground, link);
            return;
        }
        SslHandler tls = face.newHandler(channel.alloc(), ground.blocking());
        tls.setHandshakeTimeoutMillis(ground.limits().times().handshake().toMillis());
        channel.pipeline().addLast("tls", tls).addLast(new Negotiating(ground, link, tls));
    }

    static void http1(ChannelPipeline pipeline, Ground ground, Link link) {
        if (!link.secure()) pipeline.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        AgentSide side = new AgentSide(ground, link, false);
        pipeline.addLast(STIR, new Stirring(side))
                .addLast(CODEC, new HttpServerCodec(decoding(ground.limits())))
                .addLast(SIDE, side);
    }

    /// Nothing of a doubtful reading is left to Netty's good will.
    private static HttpDecoderConfig decoding(HttpLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.fieldBytes())
                .setMaxChunkSize(65_536)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
    }

    static void http2(ChannelPipeline pipeline, Ground ground, Link link) {
        HttpLimits limits = ground.limits();
        Http2Settings ours = Http2Settings.defaultSettings()
                .maxConcurrentStreams(limits.http2().streams())
                .initialWindowSize(WINDOW)
                .maxHeaderListSize(limits.fieldBytes());
        int window = (int) HttpLimits.Http2.WINDOW.toSeconds();
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .decoderEnforceMaxRstFramesPerWindow(limits.http2().resets(), window)
                .encoderEnforceMaxRstFramesPerWindow(limits.http2().resets(), window)
                .initialSettings(ours)
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .build();
        pipeline.addFirst(new Parting())
                .addLast(codec)
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(new StreamHeads())
                                .addLast(new Http2StreamFrameToHttpObjectCodec(true, true))
                                .addLast(SIDE, new AgentSide(ground, link, true));
                    }
                }))
                .addLast(new Streams(ground, codec));
    }

    /// HTTP/1.1 is spoken here no more; what was read already goes to whoever stands behind.
    static void leave(ChannelPipeline pipeline) {
        pipeline.remove(SIDE);
        pipeline.remove(STIR);
        pipeline.remove(CODEC);
    }
}
