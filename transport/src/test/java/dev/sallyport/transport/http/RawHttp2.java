package dev.sallyport.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// An agent of HTTP/2 that writes frames as it likes (RFC 9113 section 4.1) and notes what comes back as
/// words: `HEADERS 1`, `DATA 1 END`, `RST 1 8`, `GOAWAY 11`, `SETTINGS`, `SETTINGS ACK`, `PING ACK`,
/// `CLOSED`. For a test of one thread.
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST = 3;
    static final int SETTINGS = 4;
    static final int PUSH = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final String CLOSED = "CLOSED";

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int PATIENCE = 15;

    private final SSLSocket socket;
    private final OutputStream out;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    RawHttp2(int port, SSLContext trust) throws IOException {
        this(port, trust, true);
    }

    /// @param reads whether it reads what comes back
    RawHttp2(int port, SSLContext trust, boolean reads) throws IOException {
        socket = (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        out = socket.getOutputStream();
        if (reads) Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                heard.add(words(type, flags, stream, in.readNBytes(length)));
            }
        } catch (IOException over) {
            heard.add(CLOSED);
        }
    }

    private static String words(int type, int flags, int stream, byte[] payload) {
        String end = (flags & END_STREAM) != 0 ? " END" : "";
        String ack = (flags & 1) != 0 ? " ACK" : "";
        return switch (type) {
            case DATA -> "DATA " + stream + end;
            case HEADERS -> "HEADERS " + stream + end + table(payload);
            case RST -> "RST " + stream + " " + ByteBuffer.wrap(payload).getInt();
            case SETTINGS -> "SETTINGS" + ack;
            case PING -> "PING" + ack;
            case GOAWAY -> "GOAWAY " + ByteBuffer.wrap(payload).getInt(4);
            default -> "TYPE " + type;
        };
    }

    /// ` TABLE n` where the block begins with a new size of its table (RFC 7541 section 6.3).
    private static String table(byte[] block) {
        if (block.length == 0 || (block[0] & 0xe0) != 0x20) return "";
        long value = block[0] & 0x1f;
        if (value < 0x1f) return " TABLE " + value;
        int shift = 0;
        for (int i = 1; i < block.length; i++, shift += 7) {
            value += (long) (block[i] & 0x7f) << shift;
            if (block[i] >= 0) break;
        }
        return " TABLE " + value;
    }

    // ---- what it says

    RawHttp2 preface(byte[]... settings) throws IOException {
        raw(PREFACE.getBytes(StandardCharsets.US_ASCII));
        return frame(SETTINGS, 0, 0, settings);
    }

    RawHttp2 raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    RawHttp2 frame(int type, int flags, int stream, byte[]... payload) throws IOException {
        return raw(bytes(type, flags, stream, payload));
    }

    static byte[] bytes(int type, int flags, int stream, byte[]... payload) {
        byte[] whole = join(payload);
        ByteBuffer frame = ByteBuffer.allocate(9 + whole.length);
        frame.putInt((whole.length << 8) | type)
                .put((byte) flags)
                .putInt(stream)
                .put(whole);
        return frame.array();
    }

    /// A request that ends with its head.
    RawHttp2 get(int stream, String path, String... more) throws IOException {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, head("GET", path, more));
    }

    /// @param more names and values in turn
    static byte[] head(String method, String path, String... more) {
        byte[] usual = fields(
                ":method",
                method,
                ":scheme",
                "https",
                ":authority",
                "crm.test",
                ":path",
                path,
                "authorization",
                "Bearer good");
        return join(usual, fields(more));
    }

    /// Literals that are not indexed (RFC 7541 section 6.2.2), without Huffman's code.
    static byte[] fields(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) block.write(0);
            text(block, namesAndValues[i]);
        }
        return block.toByteArray();
    }

    /// A literal that is added to the dynamic table (RFC 7541 section 6.2.1).
    static byte[] indexed(String name, String value) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x40);
        text(block, name);
        text(block, value);
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        block.writeBytes(integer(0, 7, bytes.length));
        block.writeBytes(bytes);
    }

    /// RFC 7541 section 5.1.
    static byte[] integer(int first, int bits, int value) {
        int most = (1 << bits) - 1;
        if (value < most) return new byte[] {(byte) (first | value)};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first | most);
        int rest = value - most;
        for (; rest >= 128; rest >>= 7) bytes.write((rest & 127) | 128);
        bytes.write(rest);
        return bytes.toByteArray();
    }

    static byte[] setting(int id, int value) {
        return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    // ---- what it hears

    /// Takes words until one fits; fails when it does not come.
    String await(Predicate<String> fits) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        StringBuilder other = new StringBuilder();
        while (true) {
            String next = heard.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) throw new AssertionError("did not come; what came: " + other);
            if (fits.test(next)) return next;
            other.append(next).append(", ");
        }
    }

    String await(String begins) throws InterruptedException {
        return await(word -> word.startsWith(begins));
    }

    /// What has been heard so far and not been taken.
    List<String> sofar() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
