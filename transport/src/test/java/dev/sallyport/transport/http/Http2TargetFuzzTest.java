package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.http.RawHttp2Target.Peer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A target that answers with frames of HTTP/2 in any order, and spoilt ones among them: nothing is
/// thrown, no buffer is lost, every agent is answered or hung up on in time, every permit is accounted
/// for, and once the target behaves the next agent is served. `-Dsallyport.seed=N` repeats one round,
/// `-Dsallyport.fuzz.seconds=N` goes on for longer.
@Timeout(900)
class Http2TargetFuzzTest {

    private static final Long SEED = Long.getLong("sallyport.seed");
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("sallyport.fuzz.seconds", 6));

    /// Twice the most that connecting, a first byte and a pause may take, for a machine that is busy.
    private static final int IN_TIME = 15_000;

    private static final Tls TLS = Tls.of("localhost");
    private static final int FRAMES_MOST = 30;
    private static final List<String> STATUSES =
            List.of("200", "200", "200", "204", "103", "101", "x", "", "99", "500");
    private static final List<String> ODD = List.of(
            ":status",
            "200",
            "content-length",
            "5",
            "content-length",
            "x",
            "transfer-encoding",
            "chunked",
            "x",
            "a\r\nb: c",
            "connection",
            "close",
            ":path",
            "/",
            "content-encoding",
            "gzip",
            "X-Up",
            "y",
            "upgrade",
            "websocket");

    @TempDir
    private Path folder;

    @Test
    void hostileFramesHarmNobody() throws Exception {
        try (Alarms alarms = Alarms.listen()) {
            play(alarms);
        }
    }

    private void play(Alarms alarms) throws Exception {
        AtomicLong rounds = new AtomicLong();
        ConcurrentLinkedQueue<String> late = new ConcurrentLinkedQueue<>();
        try (RawHttp2Target target = new RawHttp2Target(Tls.of("other").client(TLS));
                Stage stage = new Stage(Http2TargetTest.impatient(target.port(), TLS, folder), null, Stage.LIMITS)) {
            target.script = peer -> hostile(peer, new Random(SEED == null ? rounds.incrementAndGet() : SEED));
            List<Thread> agents = List.of(agent(stage, late), agent(stage, late), agent(stage, late));
            for (Thread agent : agents) agent.join();
            assertThat(late).isEmpty();
            stage.gate.await("every permit is accounted for", () -> stage.gate.outstanding() == 0);
            assertThat(stage.gate.faults()).isEmpty();
            assertThat(target.requests).as("requests that came").hasValueGreaterThan(SEED == null ? 20 : 0);
            target.script = RawHttp2Target::fine;
            String answer = "";
            for (int i = 0; i < 10 && !answer.contains("\r\nfine"); i++) answer = ask(stage);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
        assertThat(alarms.afterCollection()).isEmpty();
    }

    private static Thread agent(Stage stage, ConcurrentLinkedQueue<String> late) {
        return Thread.ofVirtual().start(() -> {
            long end = System.nanoTime() + TIME.toNanos();
            while (System.nanoTime() < end) {
                try {
                    String answer = ask(stage);
                    boolean told = answer.endsWith("<closed>") || answer.endsWith("<reset>");
                    if (!told || answer.contains("\r\nb: c")) late.add(answer);
                } catch (IOException e) {
                    late.add(e.toString());
                }
                if (SEED != null) return;
            }
        });
    }

    /// @return until the gateway hangs up
    private static String ask(Stage stage) throws IOException {
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/x", "Connection: close"));
            return Stage.rest(socket, IN_TIME);
        }
    }

    private static void hostile(Peer peer, Random random) throws Exception {
        peer.settings(RawHttp2.setting(1 + random.nextInt(6), random.nextInt(3) << random.nextInt(30)));
        for (int stream = peer.next(); stream != Peer.GONE; stream = peer.next()) {
            for (int i = random.nextInt(FRAMES_MOST); i >= 0; i--) peer.raw(spoilt(frame(stream, random), random));
            if (random.nextInt(6) == 0) return;
        }
    }

    private static byte[] frame(int asked, Random random) {
        int stream = random.nextInt(12) == 0 ? random.nextInt(40) : asked;
        int flags =
                random.nextInt(10) == 0 ? random.nextInt(256) : RawHttp2.END_HEADERS | (random.nextInt(5) == 0 ? 1 : 0);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> RawHttp2.bytes(RawHttp2.HEADERS, flags, stream, head(random));
            case 3, 4, 5 ->
                RawHttp2.bytes(RawHttp2.DATA, flags & 1, stream, new byte[random.nextInt(1 << random.nextInt(15))]);
            case 6 -> RawHttp2.bytes(RawHttp2.WINDOW, 0, stream, RawHttp2.number(random.nextInt()));
            case 7 -> RawHttp2.bytes(RawHttp2.RST, 0, stream, RawHttp2.number(random.nextInt(14)));
            case 8 -> RawHttp2.bytes(RawHttp2.CONTINUATION, flags, stream, odd(random));
            case 9 ->
                RawHttp2.bytes(
                        RawHttp2.GOAWAY,
                        0,
                        0,
                        RawHttp2.number(random.nextInt(stream + 2)),
                        RawHttp2.number(random.nextInt(14)));
            case 10 ->
                RawHttp2.bytes(
                        RawHttp2.PUSH,
                        RawHttp2.END_HEADERS,
                        stream,
                        RawHttp2.number(2 * random.nextInt(9)),
                        RawHttp2.head("GET", "/p"));
            default -> RawHttp2.bytes(random.nextInt(12), flags, random.nextInt(3), new byte[random.nextInt(12)]);
        };
    }

    private static byte[] head(Random random) {
        byte[] head = RawHttp2.fields(":status", STATUSES.get(random.nextInt(STATUSES.size())));
        return random.nextInt(3) == 0 ? RawHttp2.join(head, odd(random)) : head;
    }

    private static byte[] odd(Random random) {
        int at = 2 * random.nextInt(ODD.size() / 2);
        if (random.nextInt(20) == 0) return RawHttp2.fields("x-long", "y".repeat(1 << random.nextInt(14)));
        return random.nextInt(4) == 0
                ? RawHttp2.indexed(ODD.get(at), ODD.get(at + 1))
                : RawHttp2.fields(ODD.get(at), ODD.get(at + 1));
    }

    private static byte[] spoilt(byte[] frame, Random random) {
        if (random.nextInt(12) != 0) return frame;
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        return frame;
    }
}
