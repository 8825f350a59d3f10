package dev.sallyport.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a server and can go away: open connections break and new ones are cut at once.
public final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    public Relay(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void goAway() throws IOException {
        away = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    public void comeBack() {
        away = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (away) {
                    client.close();
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void join(Socket client, Socket server) {
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> carry(server, client));
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one side hung up, so the other is closed too
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        goAway();
    }
}
