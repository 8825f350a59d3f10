package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One direction of a WebSocket: whole messages, past the filter, framed and masked anew (RFC 6455 section
/// 5). Both ends live on one loop.
final class WebSocketRelay extends ChannelInboundHandlerAdapter {

    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final int PROTOCOL = 1002;

    private final Channel other;
    private final BiPredicate<Boolean, ByteBuf> filter;
    private final Predicate<ByteBuf> control;
    private final Runnable over;
    private boolean closing;

    private WebSocketRelay(
            Channel other, BiPredicate<Boolean, ByteBuf> filter, Predicate<ByteBuf> control, Runnable over) {
        this.other = other;
        this.filter = filter;
        this.control = control;
        this.over = over;
    }

    /// @param flow what is to be cut, counted and accounted for
    /// @param fields of the target's answer
    static void begin(Dealing dealing, Flow flow, WebSocketFilter filter, Fields fields, Channel target) {
        Channel agent = dealing.side().channel();
        int most = dealing.side().ground().limits().wholeBodyBytes();
        DefaultFullHttpResponse switching = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        Framing.write(fields.without("sec-websocket-extensions"), switching.headers());
        switching.headers().set("connection", "Upgrade").set("upgrade", "websocket");
        agent.writeAndFlush(switching);
        flow.switched(() -> {
            agent.close();
            target.close();
        });
        Runnable over = () -> {
            flow.socketClosed();
            agent.close();
            target.close();
        };
        relay(
                agent.pipeline(),
                true,
                most,
                new WebSocketRelay(target, dealing.judging(filter::fromAgent), _ -> true, over));
        dealing.side().becameSomethingElse();
        Pipelines.leave(agent.pipeline());
        relay(
                target.pipeline(),
                false,
                most,
                new WebSocketRelay(
                        agent,
                        dealing.judging((text, message) -> {
                            flow.message(message.readableBytes());
                            return filter.fromTarget(text, message);
                        }),
                        dealing.judging(filter::controlFromTarget),
                        over));
        target.pipeline().remove("side");
        target.pipeline().remove("codec");
        agent.config().setAutoRead(true);
        target.config().setAutoRead(true);
    }

    private static void relay(ChannelPipeline pipeline, boolean agent, int most, WebSocketRelay relay) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(agent)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(most)
                .withUTF8Validator(true)
                .build();
        pipeline.addLast(new WebSocket13FrameEncoder(!agent))
                .addLast(new WebSocket13FrameDecoder(config))
                .addLast(new WebSocketFrameAggregator(most))
                .addLast(relay);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing || !(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (passes(frame)) {
            pass(context, frame);
        } else {
            frame.release();
            end(context, POLICY);
        }
    }

    private boolean passes(WebSocketFrame frame) {
        boolean data = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        return data ? filter.test(frame instanceof TextWebSocketFrame, frame.content()) : control.test(payload(frame));
    }

    /// The reason of a close comes behind its number.
    private static ByteBuf payload(WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int number = frame instanceof CloseWebSocketFrame ? Math.min(Short.BYTES, content.readableBytes()) : 0;
        return content.slice(content.readerIndex() + number, content.readableBytes() - number);
    }

    private void pass(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) closing = true;
        other.writeAndFlush(frame);
        context.channel().config().setAutoRead(other.isWritable());
    }

    private void end(ChannelHandlerContext context, int code) {
        closing = true;
        other.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(ChannelFutureListener.CLOSE);
        context.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(ChannelFutureListener.CLOSE);
    }

    /// This side takes more: the other is read again.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
        end(context, cause instanceof io.netty.handler.codec.TooLongFrameException ? TOO_BIG : PROTOCOL);
    }
}
