package dev.sallyport.postgres.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// An agent's connection that keeps all it hears.
final class Client implements AutoCloseable {

    private final Socket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean over;

    Client(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
    }

    /// @return false when nobody listens any more
    boolean send(byte[]... bytes) {
        try {
            socket.getOutputStream().write(Frame.join(bytes));
            socket.getOutputStream().flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /// Listens until it has heard this and that the gateway is ready for more.
    ///
    /// @return false when the conversation ended before, or the time
    boolean until(String text, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!over && !saidAndReady(text) && System.nanoTime() < end) listen(50);
        return saidAndReady(text);
    }

    private boolean saidAndReady(String text) {
        String all = heard();
        int at = all.indexOf(text);
        return at >= 0 && all.indexOf("Z\0\0\0\5", at) > 0;
    }

    String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /// Listens until nothing comes for a while.
    void untilQuiet(int millis) throws IOException {
        while (listen(millis)) {}
    }

    /// Has nothing more to say, and waits for the other side to hang up.
    ///
    /// @return false when it does not
    boolean hangsUp(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        if (!over) shutDown();
        while (!over && System.nanoTime() < end) listen(100);
        return over;
    }

    private void shutDown() {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            over = true;
        }
    }

    /// @return false when nothing came, or the conversation is over
    private boolean listen(int millis) throws IOException {
        socket.setSoTimeout(millis);
        byte[] buffer = new byte[8192];
        try {
            int length = socket.getInputStream().read(buffer);
            if (length < 0) over = true;
            else heard.write(buffer, 0, length);
            return length > 0;
        } catch (SocketTimeoutException quiet) {
            return false;
        } catch (SocketException reset) {
            over = true;
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
