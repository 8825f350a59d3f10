package dev.sallyport.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stands where the target should be: answers the first eight bytes, which should ask for TLS, with what the test says,
/// and notes all that it is sent until the other side hangs up.
final class FalseTarget implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    FalseTarget(byte[] answer) throws IOException {
        Thread.ofVirtual().start(() -> serve(answer));
    }

    int port() {
        return door.getLocalPort();
    }

    /// Returns when somebody has said something.
    void awaitVisitor() throws InterruptedException {
        if (!begun.await(15, TimeUnit.SECONDS)) throw new IllegalStateException("nobody came");
    }

    /// All that it was sent, once its visitor has left.
    byte[] heard() throws InterruptedException {
        if (!over.await(15, TimeUnit.SECONDS)) throw new IllegalStateException("the visitor stays");
        return heard.toByteArray();
    }

    private void serve(byte[] answer) {
        try (Socket visitor = door.accept()) {
            visitor.setSoTimeout(10_000);
            heard.write(visitor.getInputStream().readNBytes(8));
            begun.countDown();
            visitor.getOutputStream().write(answer);
            visitor.getInputStream().transferTo(heard);
        } catch (IOException gone) {
            // it left; what it sent is noted
        } finally {
            over.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
