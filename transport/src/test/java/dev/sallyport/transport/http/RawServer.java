package dev.sallyport.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A target that reads one request after the other, by its Content-Length or chunks, keeps what it read
/// byte by byte, and answers what the test says, byte by byte.
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Reply reply;

    interface Reply {
        /// @param request as it came
        void to(String request, Socket socket) throws Exception;
    }

    RawServer(Reply reply) throws IOException {
        this.reply = reply;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// Always the same.
    static RawServer saying(String answer) throws IOException {
        return new RawServer((_, socket) -> write(socket, answer));
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (true) {
                Socket one = socket.accept();
                one.setSoTimeout(20_000);
                open.add(one);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(one));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket one) {
        try (one) {
            while (true) {
                String request = read(one.getInputStream());
                if (request.isEmpty()) return;
                requests.add(request);
                reply.to(request, one);
            }
        } catch (Exception gone) {
            // so is the client
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String head = until(in, all, "\r\n\r\n");
        if (head.isEmpty()) return "";
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int many = Integer.parseInt(lower.substring(length + 17, lower.indexOf("\r\n", length + 2))
                    .strip());
            byte[] body = in.readNBytes(many);
            if (body.length < many) return "";
            all.write(body);
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            chunks(in, all);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream all) throws IOException {
        while (true) {
            int size = Integer.parseInt(until(in, all, "\r\n").strip(), 16);
            if (size == 0) {
                while (!until(in, all, "\r\n").equals("\r\n")) {}
                return;
            }
            all.write(in.readNBytes(size + 2));
        }
    }

    private static String until(InputStream in, ByteArrayOutputStream all, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = in.read();
            if (next < 0) return "";
            text.append((char) next);
            all.write(next);
        }
        return text.toString();
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    /// Whatever is open now is closed.
    void hangUpAll() throws IOException {
        for (Socket each : open) each.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        hangUpAll();
    }
}
