package dev.sallyport.transport.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A target of HTTP/2 that writes frames as its script likes, on each connection anew.
final class RawHttp2Target implements AutoCloseable {

    private static final int PREFACE = 24;

    private final SSLServerSocket door;
    private final Queue<SSLSocket> open = new ConcurrentLinkedQueue<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    volatile Script script = RawHttp2Target::fine;

    interface Script {
        /// When it returns the connection is closed.
        void play(Peer peer) throws Exception;
    }

    RawHttp2Target(SSLContext own) throws IOException {
        door = (SSLServerSocket)
                own.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = door.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        door.setSSLParameters(parameters);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket one = (SSLSocket) door.accept();
                open.add(one);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(one));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(SSLSocket one) {
        try (one) {
            one.setTcpNoDelay(true);
            one.startHandshake();
            Peer peer = new Peer(one.getOutputStream(), new LinkedBlockingQueue<>());
            DataInputStream in = new DataInputStream(one.getInputStream());
            in.readNBytes(PREFACE);
            Thread.ofVirtual().start(() -> listen(in, peer));
            script.play(peer);
        } catch (Exception gone) {
            // so is the gateway
        }
    }

    private void listen(DataInputStream in, Peer peer) {
        try {
            while (true) {
                int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.readNBytes(length);
                if (type == RawHttp2.HEADERS) {
                    requests.incrementAndGet();
                    peer.asked().add(stream);
                }
                if (type == RawHttp2.PING && (flags & 1) == 0) peer.frame(RawHttp2.PING, 1, 0, new byte[8]);
            }
        } catch (IOException over) {
            peer.asked().add(Peer.GONE);
        }
    }

    /// Answers whatever is asked.
    static void fine(Peer peer) throws Exception {
        peer.settings();
        for (int stream = peer.next(); stream != Peer.GONE; stream = peer.next()) peer.answer(stream, "fine");
    }

    /// @param asked streams of requests, in order
    record Peer(OutputStream out, BlockingQueue<Integer> asked) {

        static final int GONE = -1;

        Peer settings(byte[]... settings) throws IOException {
            return frame(RawHttp2.SETTINGS, 0, 0, settings);
        }

        Peer frame(int type, int flags, int stream, byte[]... payload) throws IOException {
            return raw(RawHttp2.bytes(type, flags, stream, payload));
        }

        /// The listener answers too.
        Peer raw(byte[] bytes) throws IOException {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
            return this;
        }

        /// The stream of the next request; [#GONE] when there is none.
        int next() throws InterruptedException {
            Integer stream = asked.poll(20, TimeUnit.SECONDS);
            return stream == null ? GONE : stream;
        }

        Peer head(int flags, int stream, String... fields) throws IOException {
            return frame(RawHttp2.HEADERS, flags, stream, RawHttp2.fields(fields));
        }

        void answer(int stream, String body) throws IOException {
            head(RawHttp2.END_HEADERS, stream, ":status", "200", "content-type", "text/plain");
            frame(
                    RawHttp2.DATA,
                    RawHttp2.END_STREAM,
                    stream,
                    body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }

        /// Says nothing more, and does not hang up.
        void silence() throws InterruptedException {
            while (next() != GONE) {}
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (SSLSocket each : open) each.close();
    }
}
