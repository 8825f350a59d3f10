package dev.sallyport.app.admin;

import dev.sallyport.app.admin.AdminSettings.Limits;
import dev.sallyport.app.admin.view.Desks;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The admin interface of a running gateway: open from [#start] to [#close]. Safe on every thread.
///
/// It serves one request a connection, on one loop of its own, so that an administrator gets through however busy the
/// data plane is. The kernel names each peer (SO_PEERCRED); nothing is read from one that may not connect (R22).
public final class AdminServer implements AutoCloseable {

    private final SocketFile socket;
    private final EventLoopGroup loops;
    private final ExecutorService workers;

    private AdminServer(SocketFile socket, EventLoopGroup loops, ExecutorService workers) {
        this.socket = socket;
        this.loops = loops;
        this.workers = workers;
    }

    /// @throws IOException when the folders are not closed to others, a token file is not what it should be, or
    ///     another gateway answers at the socket; the text says which and what to do
    public static AdminServer start(AdminSettings settings, Desks desks, SecureRandom random) throws IOException {
        return start(settings, Peers.with(settings.peers()), desks, random);
    }

    static AdminServer start(AdminSettings settings, Peers peers, Desks desks, SecureRandom random) throws IOException {
        Tokens tokens = Tokens.in(settings.tokens(), random);
        SocketFile socket = SocketFile.free(settings.socket());
        Desk desk = new Desk(new Router(Routes.of(desks), tokens), settings.limits());
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        AdminServer server = new AdminServer(socket, loops, Executors.newVirtualThreadPerTaskExecutor());
        try {
            server.open(new Lobby(peers, desk, server.workers));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// Where it listens.
    public Path socket() {
        return socket.path();
    }

    /// Refuses new requests, cuts the ones under way and removes the socket file. Idempotent.
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        workers.shutdownNow();
        socket.remove();
    }

    private void open(Lobby lobby) throws IOException {
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(lobby)
                .bind(UnixDomainSocketAddress.of(socket.path()))
                .awaitUninterruptibly()
                .channel();
        if (!listening.isActive()) throw new IOException("cannot listen on the admin socket: `" + socket.path() + "`");
        socket.bound();
    }

    /// What every connection needs.
    record Desk(Router router, Limits limits) {}
}
