package dev.sallyport.app.endpoint;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.app.http.Http;
import dev.sallyport.app.http.Limits;
import dev.sallyport.app.http.Service;
import dev.sallyport.transport.BoundListener;
import dev.sallyport.transport.EventLoops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The listening side of the session endpoint. Nothing is answered that did not come over TLS.
public final class SessionEndpoint implements AutoCloseable {

    /// A token and its proofs are a few kilobytes.
    private static final Limits LIMITS =
            new Limits(4096, 32_768, 65_536, Duration.ofSeconds(10), Duration.ofSeconds(30), 10_000);

    private final BoundListener listener;

    private SessionEndpoint(BoundListener listener) {
        this.listener = listener;
    }

    /// @param tls asked for each connection, so that it follows a renewal
    /// @param maxConnections open at once; further ones are closed unread
    /// @param workers one virtual thread per task
    public static SessionEndpoint listen(
            EventLoops loops,
            ListenAddress address,
            Supplier<SslContext> tls,
            IntSupplier maxConnections,
            Service service,
            Executor workers)
            throws IOException {
        Supplier<ChannelHandler> handlers = () -> new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(tls.get().newHandler(channel.alloc()));
                Http.serve(channel.pipeline(), service, LIMITS, workers);
            }
        };
        return new SessionEndpoint(BoundListener.bind(loops, address, maxConnections, handlers, surplus -> {}));
    }

    /// With the port that was really bound.
    public ListenAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        listener.close();
    }
}
