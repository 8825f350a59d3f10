package dev.sallyport.app.exec.confine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Carries bytes both ways between two connections until both sides have ended, or one has broken.
final class Pump {

    private static final int BUFFER = 32 << 10;

    private Pump() {}

    /// Blocks; closes both.
    static void join(SocketChannel one, SocketChannel other) throws InterruptedException {
        try (one;
                other) {
            Thread back = Thread.ofVirtual().start(() -> carry(other, one));
            carry(one, other);
            back.join();
        } catch (IOException _) {
            // closing is all there was left to do
        }
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) to.write(buffer);
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it is of no use any more, which was the point
        }
    }
}
