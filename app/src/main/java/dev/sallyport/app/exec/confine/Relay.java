package dev.sallyport.app.exec.confine;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/// Listens at one address and carries each connection to one other: where it leads is fixed when it is
/// made, and nothing that is carried can change it.
final class Relay implements AutoCloseable {

    private static final int MOST = 256;

    private final ServerSocketChannel listening;
    private final Dial dial;
    private final Semaphore room = new Semaphore(MOST);

    /// Opens the connection onwards; blocks for a bounded time.
    @FunctionalInterface
    interface Dial {
        SocketChannel open() throws IOException;
    }

    private Relay(ServerSocketChannel listening, Dial dial) {
        this.listening = listening;
        this.dial = dial;
    }

    /// @param from where to listen, a port or a Unix socket that does not exist yet
    static Relay start(SocketAddress from, Dial dial) throws IOException {
        ServerSocketChannel listening = from instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        listening.bind(from, MOST);
        Relay relay = new Relay(listening, dial);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    private void accept() {
        try {
            while (listening.isOpen()) {
                room.acquire();
                SocketChannel near = listening.accept();
                Thread.ofVirtual().start(() -> carry(near));
            }
        } catch (IOException | InterruptedException _) {
            // it was closed: nobody is let in any more
        }
    }

    private void carry(SocketChannel near) {
        try (near) {
            Pump.join(near, dial.open());
        } catch (IOException | InterruptedException _) {
            // whoever connected sees the connection end
        } finally {
            room.release();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
