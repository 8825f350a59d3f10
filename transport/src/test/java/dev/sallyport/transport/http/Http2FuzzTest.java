package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.ClientCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Frames of HTTP/2 in any order, and spoilt ones among them: nothing is thrown, nothing hangs, no buffer
/// is lost, every permit is accounted for, nothing reaches the target unjudged, and the next agent is
/// served. `-Dsallyport.seed=N` repeats one round, `-Dsallyport.fuzz.seconds=N` goes on for longer.
@Timeout(900)
class Http2FuzzTest {

    private static final Long SEED = Long.getLong("sallyport.seed");
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("sallyport.fuzz.seconds", 6));
    private static final Tls TLS = Tls.of("localhost");
    private static final int FRAMES_MOST = 40;
    private static final List<String> PATHS =
            List.of("/a", "/slow!", "/whole", "/carried", "/ask!", "/count/limit!1", "/deny!", "/hold!", "/local");
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "CONNECT", "G T");
    private static final List<String> ODD = List.of(
            ":path",
            "/other",
            "content-length",
            "5",
            "content-length",
            "x",
            "te",
            "trailers",
            "x",
            "a\r\nb: c",
            "expect",
            "100-continue",
            "host",
            "other",
            "cookie",
            "a",
            "cookie",
            "b",
            ":status",
            "200",
            "X-Up",
            "y");

    @Test
    void hostileFramesHarmNobodyElse() throws Exception {
        try (Alarms alarms = Alarms.listen()) {
            play(alarms);
        }
    }

    private static void play(Alarms alarms) throws Exception {
        try (RawServer target = new RawServer(FloorFuzzTest::answer);
                Stage stage = new Stage(
                        FloorFuzzTest.impatient(target.port()), TLS.face(ClientCertificates.NOT_ASKED), Stage.LIMITS)) {
            List<Thread> players = List.of(player(stage, 1), player(stage, 2), player(stage, 3));
            for (Thread player : players) player.join();
            stage.gate.await("every permit is accounted for", () -> stage.gate.outstanding() == 0);
            assertThat(stage.gate.actions()).hasSizeGreaterThan(SEED == null ? 20 : -1);
            assertThat(stage.gate.faults()).isEmpty();
            assertThat(target.requests())
                    .hasSizeLessThanOrEqualTo(stage.gate.actions().size());
            try (RawHttp2 next = new RawHttp2(stage.port(), TLS.client(TLS)).preface()) {
                next.get(1, "/local").await("HEADERS 1");
            }
        }
        assertThat(alarms.afterCollection()).isEmpty();
    }

    private static Thread player(Stage stage, int which) throws Exception {
        SSLContext trust = TLS.client(TLS);
        return Thread.ofVirtual().start(() -> {
            long end = System.nanoTime() + TIME.toNanos();
            for (long round = 0; System.nanoTime() < end; round++) {
                play(stage, trust, new Random(SEED == null ? round * 3 + which : SEED));
                if (SEED != null) return;
            }
        });
    }

    /// Whatever happens to this connection is fine.
    private static void play(Stage stage, SSLContext trust, Random random) {
        try (RawHttp2 agent = new RawHttp2(stage.port(), trust, random.nextInt(8) != 0)) {
            agent.preface(RawHttp2.setting(1 + random.nextInt(6), random.nextInt(3) << random.nextInt(30)));
            for (int i = random.nextInt(FRAMES_MOST); i >= 0; i--) agent.raw(spoilt(frame(random), random));
            if (random.nextInt(2) == 0) Thread.sleep(5);
        } catch (IOException gone) {
            // hung up on: as it should be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] frame(Random random) {
        int stream = random.nextInt(12) == 0 ? random.nextInt(40) : 2 * random.nextInt(20) + 1;
        int flags = random.nextInt(10) == 0 ? random.nextInt(256) : RawHttp2.END_HEADERS | random.nextInt(2);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> RawHttp2.bytes(RawHttp2.HEADERS, flags, stream, head(random));
            case 4, 5 -> RawHttp2.bytes(RawHttp2.DATA, flags & 1, stream, new byte[random.nextInt(900)]);
            case 6 -> RawHttp2.bytes(RawHttp2.WINDOW, 0, stream, RawHttp2.number(random.nextInt(1 << 20)));
            case 7 -> RawHttp2.bytes(RawHttp2.RST, 0, stream, RawHttp2.number(random.nextInt(14)));
            case 8 -> RawHttp2.bytes(RawHttp2.CONTINUATION, flags, stream, odd(random));
            default -> RawHttp2.bytes(random.nextInt(12), flags, random.nextInt(3), new byte[random.nextInt(12)]);
        };
    }

    private static byte[] head(Random random) {
        if (random.nextInt(6) == 0) return odd(random);
        byte[] head = RawHttp2.head(pick(METHODS, random), pick(PATHS, random));
        return random.nextInt(3) == 0 ? RawHttp2.join(head, odd(random)) : head;
    }

    private static byte[] odd(Random random) {
        int at = 2 * random.nextInt(ODD.size() / 2);
        return random.nextInt(4) == 0
                ? RawHttp2.indexed(ODD.get(at), ODD.get(at + 1))
                : RawHttp2.fields(ODD.get(at), ODD.get(at + 1));
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] spoilt(byte[] frame, Random random) {
        if (random.nextInt(12) != 0) return frame;
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        return frame;
    }
}
