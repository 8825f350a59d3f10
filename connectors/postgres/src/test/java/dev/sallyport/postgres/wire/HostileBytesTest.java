package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bytes that no client would send: the gateway stays up, every session is closed, nothing reaches the target without a
/// permit.
@Timeout(120)
class HostileBytesTest {

    private static final byte[] TYPES = "PBDCEQSHdcfFXp\0zT".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static byte[] noise(SplittableRandom random, int most) {
        byte[] bytes = new byte[random.nextInt(1, most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void stillUp() throws IOException {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q("select 'up'"));
            assertThat(c.ready(1)).isEqualTo("D:up C ZI");
        }
    }

    @Test
    void noiseBeforeTheStartUp() throws Exception {
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (RawClient c = new RawClient(gateway.port())) {
                c.send(noise(random, 300));
                c.socket.shutdownOutput();
            } catch (SocketException closed) {
                continue;
            }
        }
        stillUp();
    }

    @Test
    void startUpPacketsWithFlippedBytes() throws Exception {
        byte[] packet = RawClient.startup(196608, "crm", "options", "-c sallyport.task=x", "application_name", "a");
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] copy = packet.clone();
            copy[random.nextInt(4, copy.length)] = (byte) random.nextInt();
            try (RawClient c = new RawClient(gateway.port())) {
                c.send(copy);
                c.socket.shutdownOutput();
                c.socket.setSoTimeout(300);
                c.upTo(1, 'R');
            } catch (SocketException closed) {
                continue;
            }
        }
        stillUp();
    }

    @Test
    void randomMessagesInAnOpenSession() throws Exception {
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (RawClient c = RawClient.open(gateway.port())) {
                for (int i = 0; i < 20; i++) c.send(randomMessage(random));
                c.socket.shutdownOutput();
                c.socket.setSoTimeout(200);
                c.ready(50);
            } catch (SocketException closed) {
                continue;
            }
        }
        stillUp();
    }

    private static byte[] randomMessage(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> RawClient.x("select 1");
            case 1 -> RawClient.SYNC;
            case 2 -> RawClient.parse("n" + random.nextInt(3), "select " + random.nextInt(5));
            case 3 -> RawClient.join(RawClient.bind("", "n" + random.nextInt(3)), RawClient.execute(""));
            case 4 -> noise(random, 40);
            default -> typed(random);
        };
    }

    private static byte[] typed(SplittableRandom random) {
        byte[] body = noise(random, 60);
        byte type = TYPES[random.nextInt(TYPES.length)];
        int length = random.nextInt(8) == 0 ? random.nextInt() : body.length + 4;
        return RawClient.join(new byte[] {type}, RawClient.int4(length), body);
    }

    @Test
    void everySessionThatBeganHasEnded() throws Exception {
        int before = gateway.gate().closed.get();
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q("select 1"));
        }
        long patience = System.nanoTime() + 5_000_000_000L;
        while (gateway.gate().closed.get() == before && System.nanoTime() < patience) Thread.onSpinWait();
        assertThat(gateway.gate().closed.get()).isGreaterThan(before);
    }
}
