package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hostile bytes on both sides, cut at any place: nothing is thrown, nothing hangs, no buffer is lost,
/// every permit is accounted for, and the next request is served. `-Dsallyport.seed=N` repeats one round,
/// `-Dsallyport.fuzz.seconds=N` goes on for longer.
@Timeout(900)
class FloorFuzzTest {

    private static final Long SEED = Long.getLong("sallyport.seed");
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("sallyport.fuzz.seconds", 6));
    private static final String HEAD = " HTTP/1.1\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n";
    private static final List<String> REQUESTS = List.of(
            "GET /a" + HEAD + "\r\n",
            "GET /slow!" + HEAD + "\r\nGET /b" + HEAD + "\r\n",
            "POST /whole" + HEAD + "Content-Length: 5\r\n\r\nhello",
            "POST /carried" + HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n",
            "PUT /whole" + HEAD + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n1\r\nx\r\n0\r\n\r\n",
            "GET /ask!" + HEAD + "\r\n",
            "GET /count/limit!1" + HEAD + "Accept: */*\r\n\r\n",
            "HEAD /h" + HEAD + "Connection: close\r\n\r\n",
            "POST /v1/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n\r\nhi",
            "CONNECT crm.internal:443 HTTP/1.1\r\nHost: crm.internal:443\r\nProxy-Authorization: Bearer good\r\n\r\n",
            "GET /ws" + HEAD + "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            "GET http://crm.internal/f HTTP/1.1\r\nHost: crm.internal\r\nProxy-Authorization: Basic eDpnb29k\r\n\r\n");
    private static final List<String> ANSWERS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab?#!##cd",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab?\r\n2\r\n!#\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\nuntil the end",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n"
                    + "\u001f\u008b\u0008\0\0\0\0\0\u0002\u0003\u00cb\u0048\u00cd\u00c9\u00c9\u0007\0\u0086\u00a6\u0010\u0036\u0005\0\0\0",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n\u0081\u0002hi\u0088\0",
            "HTTP/1.1 200 OK\r\nX: " + PlainTarget.SECRET + "\r\nContent-Length: 20\r\n\r\n" + PlainTarget.SECRET);
    private static final String SPICE = "\0\r\n\t :;,0123456789abcdefx\u007f\u0080\u00ff#?!/\\%{}[]\"'=-";

    @Test
    void hostileBytesOnBothSidesHarmNobodyElse() throws Exception {
        try (Alarms alarms = Alarms.listen()) {
            play(alarms);
        }
    }

    private static void play(Alarms alarms) throws Exception {
        try (RawServer target = new RawServer(FloorFuzzTest::answer);
                Stage stage = new Stage(impatient(target.port()), null, Stage.LIMITS)) {
            List<Thread> players = List.of(player(stage, 1), player(stage, 2), player(stage, 3), player(stage, 4));
            for (Thread player : players) player.join();
            stage.gate.await("every permit is accounted for", () -> stage.gate.outstanding() == 0);
            assertThat(stage.gate.actions()).hasSizeGreaterThan(100);
            assertThat(stage.gate.faults()).isEmpty();
            try (RawServer fine = RawServer.saying(RawServer.ok("hello"));
                    Stage next = new Stage(fine.port())) {
                assertThat(next.raw(Stage.get("/x"))).startsWith("HTTP/1.1 200");
            }
        }
        assertThat(alarms.afterCollection()).isEmpty();
    }

    /// Many an answer never ends.
    static UpstreamSettings impatient(int port) {
        Duration soon = Duration.ofSeconds(1);
        return new UpstreamSettings(
                new Authority("localhost", port), null, false, Stage::loopback, 64, 1000, soon, soon, soon, soon);
    }

    private static Thread player(Stage stage, int which) {
        return Thread.ofVirtual().start(() -> {
            long end = System.nanoTime() + TIME.toNanos();
            for (long round = 0; System.nanoTime() < end; round++) {
                long seed = SEED == null ? round * 4 + which : SEED;
                play(stage, new Random(seed));
                if (SEED != null) return;
            }
        });
    }

    /// Whatever happens to this connection is fine.
    private static void play(Stage stage, Random random) {
        try (Socket socket = stage.dial()) {
            byte[] bytes = spoilt(pick(REQUESTS, random), random).getBytes(StandardCharsets.ISO_8859_1);
            int cut = random.nextInt(bytes.length + 1);
            socket.getOutputStream().write(bytes, 0, cut);
            if (random.nextInt(4) == 0) Thread.sleep(2);
            socket.getOutputStream().write(bytes, cut, bytes.length - cut);
            if (random.nextInt(3) == 0) socket.shutdownOutput();
            if (random.nextInt(8) == 0) socket.setSoLinger(true, 0);
            if (random.nextInt(2) == 0) {
                socket.setSoTimeout(20);
                socket.getInputStream().readNBytes(200);
            }
        } catch (IOException gone) {
            // hung up on, or nothing came: as it should be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(String request, Socket socket) throws Exception {
        Random random = ThreadLocalRandom.current();
        String answer = pick(ANSWERS, random);
        String bytes = random.nextInt(3) == 0 ? answer : spoilt(answer, random);
        int cut = random.nextInt(bytes.length() + 1);
        RawServer.write(socket, bytes.substring(0, cut));
        if (random.nextInt(4) == 0) Thread.sleep(1);
        RawServer.write(socket, bytes.substring(cut));
        if (random.nextInt(3) == 0) socket.close();
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String spoilt(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && spoilt.length() > 2; i--) {
            int at = random.nextInt(spoilt.length());
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(5)) {
                case 0 -> spoilt.setCharAt(at, spice);
                case 1 -> spoilt.insert(at, spice);
                case 2 -> spoilt.deleteCharAt(at);
                case 3 -> spoilt.insert(at, spoilt.substring(at, Math.min(spoilt.length(), at + random.nextInt(60))));
                default -> spoilt.insert(at, String.valueOf(spice).repeat(random.nextInt(3000)));
            }
        }
        return spoilt.toString();
    }
}
