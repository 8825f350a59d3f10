package dev.sallyport.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// The loops that everything runs on: native epoll where it exists, NIO elsewhere. Safe on every thread.
public final class EventLoops implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final EventLoopGroup group;
    private final int count;
    private final boolean epoll;

    private EventLoops(EventLoopGroup group, int count, boolean epoll) {
        this.group = group;
        this.count = count;
        this.epoll = epoll;
    }

    /// Loops that stand as all other threads do.
    public static EventLoops start(int threads) {
        return start(threads, Precedence.NONE);
    }

    /// @param threads loops; one per core is right
    /// @param precedence of each of them
    public static EventLoops start(int threads, Precedence precedence) {
        boolean epoll = Epoll.isAvailable();
        var handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        ThreadFactory plain = new DefaultThreadFactory("loop");
        ThreadFactory first = work -> plain.newThread(precedence.before(work));
        return new EventLoops(new MultiThreadIoEventLoopGroup(threads, first, handler), threads, epoll);
    }

    public ServerBootstrap server() {
        return new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    /// How many there are.
    public int count() {
        return count;
    }

    /// One of them, each in its turn.
    public EventLoop any() {
        return group.next();
    }

    /// A connection to a target, on the loop of the agent's: both sides of a session share one.
    public Bootstrap client(EventLoop loop, Duration timeout) {
        return new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
