package dev.sallyport.transport.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No packet leaves: every dial of a real `Bootstrap` is recorded instead of done.
@Timeout(30)
class GuardedAddressesTest {

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Queue<SocketAddress> dialled = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully();
    }

    private final class Recorder extends ChannelOutboundHandlerAdapter {
        @Override
        public void connect(ChannelHandlerContext ctx, SocketAddress to, SocketAddress from, ChannelPromise promise) {
            dialled.add(to);
            promise.setFailure(new ConnectException("recorded"));
        }
    }

    private ChannelFuture connect(InetSocketAddress to, String... inside) throws InterruptedException {
        NameLookup names = host -> switch (host) {
            case "mixed.example" -> new InetAddress[] {address("8.8.8.8"), address("10.0.0.1")};
            case "metadata.example" -> new InetAddress[] {address("169.254.169.254")};
            default -> new InetAddress[] {address("8.8.8.8"), address("8.8.4.4")};
        };
        AddressGuard guard = new AddressGuard(new DialRules(Inside.of(List.of(inside))), names, () -> Instant.EPOCH);
        GuardedAddresses guarded = new GuardedAddresses(guard);
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .resolver(guarded)
                .handler(new Recorder())
                .connect(to)
                .await();
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mixed.example",
                "metadata.example",
                "metadata.google.internal",
                "127.0.0.1",
                "169.254.169.254",
                "::1",
                "fd00:ec2::254",
                "2130706433",
                "0x7f.1",
                "10.0.0.1",
                "100.64.0.1",
                "fe80::1",
                "224.0.0.1",
                "0.0.0.0"
            })
    void isRefusedBeforeTheDial(String host) throws Exception {
        ChannelFuture future = connect(InetSocketAddress.createUnresolved(host, 443));
        assertThat(future.cause()).isInstanceOf(RefusedAddress.class);
        assertThat(dialled).isEmpty();
    }

    @Test
    void anAddressThatSomebodyElseResolvedIsLookedAtToo() throws Exception {
        ChannelFuture future = connect(new InetSocketAddress(InetAddress.ofLiteral("169.254.169.254"), 80));
        assertThat(future.cause()).isInstanceOf(RefusedAddress.class);
        future = connect(new InetSocketAddress(InetAddress.getByAddress("api.example", new byte[] {127, 0, 0, 1}), 80));
        assertThat(future.cause()).isInstanceOf(RefusedAddress.class);
        assertThat(dialled).isEmpty();
    }

    @Test
    void dialsWhatWasFoundAndNotTheName() throws Exception {
        ChannelFuture future = connect(InetSocketAddress.createUnresolved("api.example", 443));
        assertThat(future.cause()).isInstanceOf(ConnectException.class);
        assertThat(dialled).containsExactly(new InetSocketAddress("8.8.8.8", 443));
    }

    @Test
    void dialsInsideWhereTheConfigurationSaysSo() throws Exception {
        connect(InetSocketAddress.createUnresolved("127.0.0.1", 8080), "127.0.0.1");
        connect(InetSocketAddress.createUnresolved("mixed.example", 8080), "mixed.example");
        assertThat(dialled)
                .containsExactly(new InetSocketAddress("127.0.0.1", 8080), new InetSocketAddress("8.8.8.8", 8080));
    }
}
