package dev.sallyport.app.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Stands between gateway and database and keeps what the gateway says.
final class TargetTap implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final int database;

    TargetTap(int database) throws IOException {
        this.database = database;
        Thread.ofVirtual().name("target-tap").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// What was said since this was last asked.
    String heard() {
        synchronized (heard) {
            String all = heard.toString(StandardCharsets.ISO_8859_1);
            heard.reset();
            return all;
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket gateway = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                open.add(gateway);
                open.add(server);
                Thread.ofVirtual().start(() -> copy(gateway, server, heard));
                Thread.ofVirtual().start(() -> copy(server, gateway, null));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to, @Nullable ByteArrayOutputStream kept) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (kept != null) keep(kept, buffer, n);
                out.write(buffer, 0, n);
            }
        } catch (IOException closed) {
            // the other direction sees it too
        }
    }

    private static void keep(ByteArrayOutputStream kept, byte[] buffer, int length) {
        synchronized (kept) {
            kept.write(buffer, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) socket.close();
    }
}
