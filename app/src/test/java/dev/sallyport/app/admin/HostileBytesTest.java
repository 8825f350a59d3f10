package dev.sallyport.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever arrives at the socket: an answer of HTTP or a closed connection, nothing done, and the next one is served.
@Timeout(120)
class HostileBytesTest {

    private static final long SEEDS = 400;

    @TempDir
    private Path folder;

    @Test
    void bytesOfEveryKindDoNoHarm() throws IOException {
        FakeGateway gateway = new FakeGateway();
        AdminSettings settings = new AdminSettings(folder.resolve("s/admin.sock"), folder.resolve("s/tokens"));
        try (AdminServer server = AdminServer.start(settings, gateway.desks(), new SecureRandom())) {
            Raw raw = new Raw(server.socket(), settings.tokens());
            byte[] good = good(raw);
            assertThat(raw.send(good)).startsWith("HTTP/1.1 400").contains("fingerprint-missing");
            for (long seed = 0; seed < SEEDS; seed++) {
                String answer = raw.send(hostile(new Random(seed), good));
                assertThat(answer).as("seed %d", seed).matches("(?s)(HTTP/1\\.1 [1-5]\\d\\d .*)?");
            }
            assertThat(gateway.told).isEmpty();
            assertThat(Raw.status(raw.ask("GET", "/v1/health", Role.READ, ""))).isEqualTo(200);
        }
    }

    private static byte[] good(Raw raw) throws IOException {
        return ("POST /v1/holds/h-1/approve HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + raw.token(Role.APPROVE)
                        + "\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"reason\":\"x\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hostile(Random random, byte[] good) {
        return switch (random.nextInt(5)) {
            case 0 -> noise(random, random.nextInt(4096));
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2 -> flipped(random, good);
            case 3 -> spliced(random, good);
            default -> smuggled(random);
        };
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(Random random, byte[] good) {
        byte[] bytes = good.clone();
        for (int i = 0; i <= random.nextInt(8); i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return bytes;
    }

    private static byte[] spliced(Random random, byte[] good) {
        byte[] noise = noise(random, random.nextInt(64));
        int at = random.nextInt(good.length);
        byte[] bytes = Arrays.copyOf(good, good.length + noise.length);
        System.arraycopy(noise, 0, bytes, at, noise.length);
        System.arraycopy(good, at, bytes, at + noise.length, good.length - at);
        return bytes;
    }

    /// Lengths that contradict each other, lengths that lie, chunks that are none.
    private static byte[] smuggled(Random random) {
        String[] heads = {
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Expect: 100-continue\r\nContent-Length: 70000",
            "Content-Length : 4"
        };
        String text = "POST /v1/reload HTTP/1.1\r\nHost: x\r\n" + heads[random.nextInt(heads.length)]
                + "\r\n\r\nffffffffffffffff\r\nGET /v1/health HTTP/1.1\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
