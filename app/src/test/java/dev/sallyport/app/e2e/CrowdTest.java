package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sallyport.trail.line.EventKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands who knock and never say who they are: silent, in the middle of a TLS handshake, in the
/// middle of a start-up packet. They cost little, are sent away in time, and keep nobody out.
class CrowdTest {

    private static final int WANTED = 10_000;
    private static final int SPARE_FILES = 1_000;
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long MOST_KILOBYTES = 1_200_000;

    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
    /// The first bytes of a ClientHello that promises 512.
    private static final byte[] HALF_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    private static final byte[] HALF_PACKET = {0, 0, 0, 80, 0, 3, 0, 0, 'u', 's', 'e'};

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static GatewayProcess gateway;

    @BeforeAll
    static void serve() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(
                Crm.RESOLVE_TICKET, yaml -> yaml.replace("handshake: 2m", "handshake: " + HANDSHAKE.toSeconds() + "s"));
        gateway = GatewayProcess.serve(stage.configuration(), folder.resolve("gateway.log"));
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        stage.close();
    }

    /// As many as this machine lets one process have open; both ends count, but in two processes.
    private static int crowd() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                : 2 * SPARE_FILES;
        return (int) Math.min(WANTED, files - SPARE_FILES);
    }

    @Test
    void whoNeverSaysWhoTheyAreAreSentAwayAndKeepNobodyOut() throws Exception {
        int size = crowd();
        System.out.println("a crowd of " + size + " connections");
        assertThat(size).as("this machine's limit of open files is too low").isGreaterThan(500);
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) crowd.add(knock(i % 3));
            assertHonestAgentsAreServed();
            assertThat(memory()).isLessThan(MOST_KILOBYTES);
            for (SocketChannel one : crowd) assertSentAway(one);
        } finally {
            for (SocketChannel one : crowd) one.close();
        }
        assertHonestAgentsAreServed();
        assertThat(stage.records(EventKind.REFUSED)).as("a crowd is summed up").hasSizeBetween(1, size / 2);
    }

    private static SocketChannel knock(int kind) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", gateway.port()));
        switch (kind) {
            case 0 -> channel.write(ByteBuffer.wrap(HALF_PACKET));
            case 1 -> {
                channel.write(ByteBuffer.wrap(SSL_REQUEST));
                ByteBuffer answer = ByteBuffer.allocate(1);
                channel.socket().setSoTimeout((int) PATIENCE.toMillis());
                assertThat(channel.read(answer)).isEqualTo(1);
                assertThat((char) answer.get(0)).isEqualTo('S');
                channel.write(ByteBuffer.wrap(HALF_HELLO));
            }
            default -> {
                // says nothing at all
            }
        }
        return channel;
    }

    private static void assertHonestAgentsAreServed() throws Exception {
        Agents agents = new Agents(gateway.port(), stage.certificate());
        Await.until("an honest agent is served", () -> {
            try (Connection connection = agents.connect(stage.token())) {
                return Agents.read(connection, "SELECT name FROM customers WHERE id = 42")
                        .contains("Customer 42");
            }
        });
    }

    /// Resident kilobytes of the gateway: bounded, whatever comes.
    private static long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSentAway(SocketChannel channel) throws IOException {
        channel.socket().setSoTimeout((int) PATIENCE.toMillis());
        byte[] farewell = new byte[1024];
        try {
            int read = 0;
            while (read >= 0) read = channel.socket().getInputStream().read(farewell);
        } catch (java.net.SocketException reset) {
            // hung up on as well
        }
    }
}
