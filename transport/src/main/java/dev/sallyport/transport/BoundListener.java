package dev.sallyport.transport;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// A listening socket and the conversations that came through it. At most so many conversations are open at once:
/// further ones are closed at accept, before a byte is read.
public final class BoundListener implements Listener {

    private final Channel server;
    private final ChannelGroup open;

    private BoundListener(Channel server, ChannelGroup open) {
        this.server = server;
        this.open = open;
    }

    /// @param maxOpen asked at each accept, so that it can follow a reload
    /// @param handlers makes the first handler of each new conversation
    /// @param surplus told of each connection that is one too many, on its loop, before it is closed
    public static BoundListener bind(
            EventLoops loops,
            ListenAddress address,
            IntSupplier maxOpen,
            Supplier<ChannelHandler> handlers,
            Consumer<Channel> surplus)
            throws IOException {
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        var bound = loops.server()
                .childHandler(new Doorman(open, maxOpen, handlers, surplus))
                .bind(address.host(), address.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess())
            throw new IOException(
                    "cannot listen there, end what does or name another address: `" + address + "`", bound.cause());
        return new BoundListener(bound.channel(), open);
    }

    @Override
    public ListenAddress address() {
        InetSocketAddress local = (InetSocketAddress) server.localAddress();
        return new ListenAddress(local.getHostString(), local.getPort());
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        open.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private static final class Doorman extends ChannelInitializer<Channel> {
        private final ChannelGroup open;
        private final IntSupplier maxOpen;
        private final Supplier<ChannelHandler> handlers;
        private final Consumer<Channel> surplus;

        Doorman(ChannelGroup open, IntSupplier maxOpen, Supplier<ChannelHandler> handlers, Consumer<Channel> surplus) {
            this.open = open;
            this.maxOpen = maxOpen;
            this.handlers = handlers;
            this.surplus = surplus;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (open.size() >= maxOpen.getAsInt()) {
                surplus.accept(channel);
                channel.unsafe().closeForcibly();
                return;
            }
            open.add(channel);
            channel.pipeline().addLast(handlers.get());
        }
    }
}
