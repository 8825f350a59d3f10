package dev.sallyport.authmethods.spiffe;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIStub;
import io.spiffe.workloadapi.internal.SecurityHeaderInterceptor;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A connection to a Workload API (SPIFFE Workload Endpoint §3), opened at the first call and again
/// when it broke. Linux only. Owns one thread for the socket and one for waking up.
///
/// java-spiffe's own client reopens streams as well, but does not say when one has broken, and never
/// notices that one has ended: bundles would be believed for ever.
final class WorkloadChannel implements AutoCloseable {

    /// Bytes; bundles of many federated trust domains come in one message.
    private static final int MAX_MESSAGE = 16 << 20;

    private final EventLoopGroup loop = new EpollEventLoopGroup(
            1, Thread.ofPlatform().daemon().name("workload-api").factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("workload-api-timer").factory());
    private final ManagedChannel channel;

    @SuppressWarnings("NullAway") // Netty takes null for none: keep-alive is no option of a Unix socket
    WorkloadChannel(Path socket) {
        channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                .eventLoopGroup(loop)
                .channelType(EpollDomainSocketChannel.class)
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE)
                .usePlaintext()
                .overrideAuthority("localhost")
                .build();
    }

    /// With the header that keeps a browser's forged requests out (§5).
    SpiffeWorkloadAPIStub stub() {
        return SpiffeWorkloadAPIGrpc.newStub(channel).withInterceptors(new SecurityHeaderInterceptor());
    }

    /// For waking up and reopening; nothing that blocks.
    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        channel.shutdownNow();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
