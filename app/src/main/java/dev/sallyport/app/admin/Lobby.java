package dev.sallyport.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
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
        pipeline.addLast(new HttpServerCodec(decoding()));
        if (peer.isEmpty() || !peers.allows(peer.get())) {
            pipeline.addLast(new TurnAway(
                    Refusals.wrongUser(peer.map(UserPrincipal::getName).orElse("?"))));
        } else if (!room) {
            pipeline.addLast(new TurnAway(Refusals.TOO_MANY));
        } else {
            pipeline.addLast(new WholeRequest(desk.limits().bodyBytes()));
            pipeline.addLast(new Conversation(peer.get().getName(), desk, workers));
        }
    }

    private HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(desk.limits().requestLineBytes())
                .setMaxHeaderSize(desk.limits().headerBytes());
    }

    /// As the kernel says.
    private static Optional<UserPrincipal> peer(Channel channel) {
        UnixDomainPrincipal principal =
                channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        return Optional.ofNullable(principal).map(UnixDomainPrincipal::user);
    }
}
