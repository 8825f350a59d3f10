package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A target that lies: one byte of what it says is changed, at log-in or later. The agent gets an
/// answer, an error or the end of its conversation; the gateway serves the next one.
@Timeout(120)
class HostileTargetTest {

    private static final int FIRST_BYTES = 700;

    @Test
    void oneChangedByteOfTheTargetsHarmsNobodyElse() throws Exception {
        try (TestGateway gateway = TestGateway.behindRelay()) {
            for (int seed = 0; seed < 80; seed++) {
                gateway.relay().corrupt(new SplittableRandom(seed), FIRST_BYTES);
                lied(gateway);
                gateway.relay().honest();
                if (seed % 10 == 0) honest(gateway, seed);
            }
            honest(gateway, 80);
        }
    }

    private static void lied(TestGateway gateway) throws IOException {
        try (RawClient c = new RawClient(gateway.port())) {
            c.socket.setSoTimeout(400);
            c.send(RawClient.startup(196608, "crm"));
            String answer = c.logIn("good");
            if (!answer.endsWith("ZI")) return;
            c.send(RawClient.x("select 'a'"), RawClient.SYNC, RawClient.q("select 'b'"));
            c.ready(2);
        }
    }

    private static void honest(TestGateway gateway, int seed) throws IOException {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q("select 'fine'"));
            assertThat(c.ready(1)).as("after seed %d", seed).isEqualTo("D:fine C ZI");
        }
    }
}
