package dev.sallyport.app.admin;

import dev.sallyport.app.http.Http;
import dev.sallyport.app.http.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioChannelOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/// Looks at who connects and sets up the conversation.
@Sharable
final class Lobby extends ChannelInitializer<Channel> {

    private final Peers peers;
    private final AdminServer.Desk desk;
    private final Executor workers;
    private final AtomicInteger inside = new AtomicInteger();

    Lobby(Peers peers, AdminServer.Desk desk, Executor workers) {
        this.peers = peers;
        this.desk = desk;
        this.workers = workers;
    }

    @Override
    protected void initChannel(Channel channel) {
        Optional<UserPrincipal> peer = peer(channel);
        boolean room = inside.incrementAndGet() <= desk.limits().connections();
        channel.closeFuture().addListener(_ -> inside.decrementAndGet());
        ChannelPipeline pipeline = channel.pipeline();
        Limits limits = desk.limits().ofConnection();
        if (peer.isEmpty() || !peers.allows(peer.get())) {
            String user = peer.map(UserPrincipal::getName).orElse("?");
            Http.turnAway(pipeline, Refusals.wrongUser(user).answer(), limits);
        } else if (!room) {
            Http.turnAway(pipeline, Refusals.TOO_MANY.answer(), limits);
        } else {
            Http.serve(pipeline, new Administration(peer.get().getName(), desk.router()), limits, workers);
        }
    }

    /// As the kernel says.
    private static Optional<UserPrincipal> peer(Channel channel) {
        UnixDomainPrincipal principal =
                channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        return Optional.ofNullable(principal).map(UnixDomainPrincipal::user);
    }
}
