package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// R10: what stands behind a message's own words would travel unjudged.
    @ParameterizedTest
    @ValueSource(strings = {"Q", "P", "B", "D", "C", "E"})
    void aMessageThatIsLongerThanWhatItSaysIsRefused(String type) throws Exception {
        byte[] message = honest(type.charAt(0));
        byte[] more = RawClient.join(message, "select 'deny!'\0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        java.nio.ByteBuffer.wrap(more).putInt(1, more.length - 1);
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.parse("s", "select 1"), RawClient.bind("p", "s"), more, RawClient.SYNC);
            assertThat(c.ready(1)).isEqualTo("E:08P01:a message is longer than what it says EOF");
        }
    }

    private static byte[] honest(char type) {
        return switch (type) {
            case 'Q' -> RawClient.q("select 1");
            case 'P' -> RawClient.parse("", "select 1");
            case 'B' -> RawClient.bind("", "s");
            case 'D' -> RawClient.describe('S', "s");
            case 'C' -> RawClient.close('S', "s");
            default -> RawClient.execute("p");
        };
    }

    /// The statement before it has to be understood first, so it is read when the target's answers come.
    @Test
    void aBrokenMessageBehindAWaitIsTheAgentsOwn() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q("set extra_float_digits = 3"), RawClient.q("select 1"), RawClient.message('D', "?x\0"));
            assertThat(c.ready(9)).endsWith("E:08P01:neither a statement nor a portal is named EOF");
        }
    }
}
