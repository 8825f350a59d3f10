package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Connects to a target and, where the configuration says so, encrypts: a server that does not offer TLS is
/// refused, not spoken to in clear text. Nothing but the request for TLS is sent before the server's certificate was
/// accepted.
final class TargetDialer {

    private final Dialling dialling;
    private final Route route;

    TargetDialer(Dialling dialling, Route route) {
        this.dialling = dialling;
        this.route = route;
    }

    /// The promise completes on the loop, within the configured time-out; a failed one leaves no channel behind.
    Promise<Channel> dial(EventLoop loop) {
        Promise<Channel> ready = loop.newPromise();
        var timeout = dialling.connect();
        dialling.loops()
                .client(loop, timeout)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(route.host(), route.port())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) secure(connected.channel(), ready);
                    else ready.tryFailure(connected.cause());
                });
        var timer = loop.schedule(
                () -> ready.tryFailure(new IOException("the target did not answer in time")),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        ready.addListener(done -> timer.cancel(false));
        return ready;
    }

    private void secure(Channel channel, Promise<Channel> ready) {
        SslContext tls = route.tls();
        ready.addListener(done -> {
            if (!done.isSuccess()) channel.close();
        });
        if (tls == null) ready.trySuccess(channel);
        else requestTls(channel, tls, ready);
    }

    private void requestTls(Channel channel, SslContext tls, Promise<Channel> ready) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ByteBuf answer = (ByteBuf) message;
                String said = answer.toString(StandardCharsets.ISO_8859_1);
                answer.release();
                context.pipeline().remove(this);
                if (said.equals("S")) handshake(channel, tls, ready);
                else ready.tryFailure(new UntrustedTarget(notTls(said), null));
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                ready.tryFailure(new IOException("the target hung up"));
            }
        });
        channel.writeAndFlush(Unpooled.buffer(8).writeInt(8).writeInt(Wire.SSL_REQUEST));
    }

    /// Bytes behind the answer came before the handshake, from whoever: they would be read as if they were encrypted.
    private static String notTls(String said) {
        return said.startsWith("S")
                ? "bytes came before its TLS handshake"
                : "it does not offer TLS, and the configuration asks for it";
    }

    private void handshake(Channel channel, SslContext tls, Promise<Channel> ready) {
        SslHandler handler = tls.newHandler(channel.alloc(), route.host(), route.port(), dialling.blocking());
        channel.pipeline().addFirst("tls", handler);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) ready.trySuccess(channel);
            else
                ready.tryFailure(new UntrustedTarget("its TLS is not accepted: " + reason(done.cause()), done.cause()));
        });
    }

    /// The innermost one names what is wrong with the certificate.
    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause();
        return inner == null ? String.valueOf(cause.getMessage()) : reason(inner);
    }
}
