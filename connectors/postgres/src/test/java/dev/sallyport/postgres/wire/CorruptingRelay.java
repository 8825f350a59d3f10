package dev.sallyport.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between gateway and server, keeps what the gateway says and, when told, changes one byte of what the server
/// says.
final class CorruptingRelay implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final AtomicLong corruptAt = new AtomicLong(NEVER);
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private volatile byte by;

    CorruptingRelay(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// The next connection gets one byte changed, somewhere in the first bytes of the server's.
    void corrupt(SplittableRandom random, int within) {
        by = (byte) random.nextInt(1, 256);
        corruptAt.set(random.nextInt(within));
    }

    /// What the gateway said on all connections so far.
    String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    void honest() {
        corruptAt.set(NEVER);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket agent = door.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
                long at = corruptAt.getAndSet(NEVER);
                Thread.ofVirtual().start(() -> copy(agent, target, NEVER, heard));
                Thread.ofVirtual().start(() -> copy(target, agent, at, OutputStream.nullOutputStream()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, long corrupt, OutputStream kept) {
        byte[] buffer = new byte[8192];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (corrupt >= passed && corrupt < passed + n) buffer[(int) (corrupt - passed)] ^= by;
                kept.write(buffer, 0, n);
                out.write(buffer, 0, n);
                passed += n;
            }
        } catch (IOException closed) {
            // the other direction sees it too
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
