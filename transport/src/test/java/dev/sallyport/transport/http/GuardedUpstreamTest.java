package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.dial.AddressGuard;
import dev.sallyport.transport.dial.DialRules;
import dev.sallyport.transport.dial.Inside;
import dev.sallyport.transport.dial.NameLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SSRF: what the guard refuses is not dialled. A listener on loopback stands for everything inside:
/// were it dialled, it would know.
@Timeout(60)
class GuardedUpstreamTest {

    private final EventLoops loops = EventLoops.start(1);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(200);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        blocking.shutdownNow();
        loops.close();
    }

    private void fetch(String host, NameLookup names, String... inside) throws Exception {
        AddressGuard guard = new AddressGuard(new DialRules(Inside.of(List.of(inside))), names, () -> Instant.EPOCH);
        UpstreamSettings settings =
                UpstreamSettings.of(new Authority(host, listener.getLocalPort()), null, guard::addresses);
        try (Upstream upstream = new HttpFloor(loops, blocking, System::nanoTime).upstream(settings)) {
            upstream.fetch(new UpstreamRequest(upstream, "GET", "/", Fields.NONE, Body.NONE, "", Echoes.NONE), 1000);
        }
    }

    private static NameLookup leadsTo(String... addresses) {
        return _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private void nobodyCame() {
        assertThatThrownBy(() -> listener.accept()).isInstanceOf(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "::1",
                "0.0.0.0",
                "rebind.example"
            })
    void loopbackInAnySpellingIsNotDialled(String host) {
        assertThatThrownBy(() -> fetch(host, leadsTo("127.0.0.1"))).isInstanceOf(IOException.class);
        nobodyCame();
    }

    /// The allowed one would be dialled first.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "10.0.0.1", "192.168.1.1", "172.16.0.1",
                "100.64.0.1", "fe80::1", "fc00::1", "224.0.0.1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::"
            })
    void oneAddressInsideClosesTheWholeName(String address) {
        assertThatThrownBy(() -> fetch("mixed.example", leadsTo("127.0.0.1", address), "127.0.0.1"))
                .isInstanceOf(IOException.class);
        nobodyCame();
    }

    @Test
    void whatTheConfigurationNamesIsDialled() throws Exception {
        blocking.execute(() -> {
            try {
                fetch("named.example", leadsTo("127.0.0.1"), "127.0.0.1");
            } catch (Exception _) {
                // nobody answers
            }
        });
        listener.setSoTimeout(10_000);
        try (Socket came = listener.accept()) {
            assertThat(came.getLocalPort()).isEqualTo(listener.getLocalPort());
        }
    }
}
