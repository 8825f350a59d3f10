package dev.sallyport.transport.http;

import dev.sallyport.transport.EventLoops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Connects to a target: looks its name up once, dials what the look-up allowed, and verifies its
/// certificate before a byte of a request is sent.
final class Dialer {

    private final UpstreamSettings settings;
    private final EventLoops loops;
    private final Executor blocking;

    Dialer(UpstreamSettings settings, EventLoops loops, Executor blocking) {
        this.settings = settings;
        this.loops = loops;
        this.blocking = blocking;
    }

    /// The promise completes on the loop, within the time to connect; a failed one leaves no channel
    /// behind.
    Promise<Channel> dial(EventLoop loop) {
        Promise<Channel> ready = loop.newPromise();
        var timer = loop.schedule(
                () -> ready.tryFailure(new IOException("it did not answer in time")),
                settings.connect().toMillis(),
                TimeUnit.MILLISECONDS);
        ready.addListener(done -> timer.cancel(false));
        try {
            blocking.execute(() -> lookUp(loop, ready));
        } catch (RejectedExecutionException closing) {
            ready.tryFailure(new IOException("the gateway is closing"));
        }
        return ready;
    }

    private void lookUp(EventLoop loop, Promise<Channel> ready) {
        try {
            List<InetAddress> found =
                    settings.names().lookUp(settings.authority().host());
            if (found.isEmpty()) throw new IOException("its name has no address");
            loop.execute(() -> connect(loop, found, 0, ready));
        } catch (IOException | RuntimeException e) {
            ready.tryFailure(e);
        }
    }

    private void connect(EventLoop loop, List<InetAddress> found, int at, Promise<Channel> ready) {
        if (ready.isDone()) return;
        InetSocketAddress address =
                new InetSocketAddress(found.get(at), settings.authority().port());
        loops.client(loop, settings.connect())
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) secure(connected.channel(), ready);
                    else if (at + 1 < found.size()) connect(loop, found, at + 1, ready);
                    else ready.tryFailure(connected.cause());
                });
    }

    private void secure(Channel channel, Promise<Channel> ready) {
        ready.addListener(done -> {
            if (!done.isSuccess()) channel.close();
        });
        SslContext tls = settings.tls();
        if (tls == null) {
            if (!ready.trySuccess(channel)) channel.close();
            return;
        }
        Authority where = settings.authority();
        SslHandler handler = tls.newHandler(channel.alloc(), where.host(), where.port(), blocking);
        handler.setHandshakeTimeoutMillis(settings.connect().toMillis());
        channel.pipeline().addFirst("tls", handler);
        handler.handshakeFuture().addListener(done -> {
            if (!done.isSuccess()) ready.tryFailure(new IOException("its TLS is not accepted", done.cause()));
            else if (!ready.trySuccess(channel)) channel.close();
        });
    }
}
