package dev.sallyport.postgres.fuzz;

import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.testkit.generate.Generators;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Speaks the server's side without a database behind it, and keeps what it heard.
final class ScriptedTarget implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ScramSecret secret;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger visitors = new AtomicInteger();
    private volatile @Nullable Generators hostility;

    /// One message of a gateway that has logged in.
    record Heard(char type, byte[] body) {}

    ScriptedTarget(ScramSecret secret) throws IOException {
        this.secret = secret;
        Thread.ofVirtual().name("scripted-target").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// What was heard since this was last asked.
    List<Heard> heard() {
        List<Heard> all = new java.util.ArrayList<>();
        for (Heard one = heard.poll(); one != null; one = heard.poll()) all.add(one);
        return all;
    }

    /// Connections that are open.
    int visitors() {
        return visitors.get();
    }

    /// From the next connection on it distorts what it says.
    void hostile(Generators some) {
        hostility = some;
    }

    void honest() {
        hostility = null;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                visitors.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(visitor));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket visitor) {
        try (visitor) {
            visitor.setSoTimeout(PATIENCE_MILLIS);
            visitor.setTcpNoDelay(true);
            new ServerSide(visitor, secret, distortion(), heard::add).serve();
        } catch (IOException gone) {
            // its bytes are noted
        } finally {
            visitors.decrementAndGet();
        }
    }

    private UnaryOperator<List<byte[]>> distortion() {
        Generators some = hostility;
        return some == null ? frames -> frames : frames -> some.oneIn(3) ? Distortion.of(some, frames) : frames;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
