package dev.sallyport.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL client of bare messages, to send what no driver would.
final class RawClient implements AutoCloseable {

    static final byte[] SYNC = message('S', "");
    static final byte[] FLUSH = message('H', "");

    final Socket socket;
    final DataInputStream in;
    final OutputStream out;
    int processId;
    byte[] secret = new byte[0];

    RawClient(int port) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Logged in, up to the first ReadyForQuery.
    static RawClient open(int port, String... options) throws IOException {
        RawClient client = new RawClient(port);
        client.send(startup(196608, "crm", options));
        String answer = client.logIn("good");
        if (!answer.endsWith("ZI")) throw new IOException("no session: " + answer);
        return client;
    }

    static byte[] startup(int version, String user, String... more) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(int4(version));
        body.writeBytes(z("user"));
        body.writeBytes(z(user));
        for (String text : more) body.writeBytes(z(text));
        body.write(0);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(int4(body.size() + 4));
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    String logIn(String token) throws IOException {
        String asked = upTo(1, 'R');
        if (!asked.equals("R")) return asked;
        send(message('p', token + "\0"));
        return upTo(1, '-');
    }

    static byte[] q(String sql) {
        return message('Q', sql + "\0");
    }

    static byte[] parse(String name, String sql) {
        return message('P', name + "\0" + sql + "\0\0\0");
    }

    static byte[] bind(String portal, String statement) {
        return message('B', portal + "\0" + statement + "\0\0\0\0\0\0\0");
    }

    static byte[] execute(String portal) {
        return message('E', portal + "\0\0\0\0\0");
    }

    static byte[] describe(char kind, String name) {
        return message('D', kind + name + "\0");
    }

    static byte[] close(char kind, String name) {
        return message('C', kind + name + "\0");
    }

    /// Parse, Bind, Execute of the unnamed statement.
    static byte[] x(String sql) {
        return join(parse("", sql), bind("", ""), execute(""));
    }

    static byte[] message(char type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return join(new byte[] {(byte) type}, int4(bytes.length + 4), bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] z(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    void send(byte[]... messages) throws IOException {
        out.write(join(messages));
        out.flush();
    }

    /// What came until so many ReadyForQuery, or until the first message of type `stop`: `D:value`,
    /// `E:message`, `ZI`, …
    String upTo(int ready, char stop) throws IOException {
        List<String> seen = new ArrayList<>();
        int left = ready;
        try {
            while (left > 0) {
                String word = next();
                if (word.startsWith("Z")) left--;
                if (!word.isEmpty()) seen.add(word);
                if (word.startsWith(String.valueOf(stop))) break;
            }
        } catch (SocketTimeoutException e) {
            seen.add("TIMEOUT");
        } catch (EOFException | java.net.SocketException e) {
            seen.add("EOF");
        }
        return String.join(" ", seen);
    }

    String ready(int count) throws IOException {
        return upTo(count, '-');
    }

    private String next() throws IOException {
        char type = (char) in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return switch (type) {
            case 'Z' -> "Z" + (char) body[0];
            case 'D' -> "D:" + firstColumn(body);
            case 'E' -> "E:" + field(body, 'C') + ":" + field(body, 'M');
            case 'R' -> ByteBuffer.wrap(body).getInt() == 0 ? "" : "R";
            case 'K' -> key(body);
            case '1', '2', '3', 'T', 't', 'n', 'S', 'N', 'v' -> "";
            default -> String.valueOf(type);
        };
    }

    private String key(byte[] body) {
        processId = ByteBuffer.wrap(body).getInt();
        secret = java.util.Arrays.copyOfRange(body, 4, body.length);
        return "";
    }

    private static String firstColumn(byte[] body) {
        ByteBuffer row = ByteBuffer.wrap(body);
        if (row.getShort() == 0) return "";
        int length = row.getInt();
        return length < 0 ? "null" : new String(body, 6, length, StandardCharsets.UTF_8);
    }

    static String field(byte[] body, char type) {
        for (String field : new String(body, StandardCharsets.UTF_8).split("\0")) {
            if (!field.isEmpty() && field.charAt(0) == type) return field.substring(1);
        }
        return "";
    }

    void cancel(int port) throws IOException {
        try (Socket other = new Socket("127.0.0.1", port)) {
            other.getOutputStream().write(join(int4(12 + secret.length), int4(80877102), int4(processId), secret));
            other.getOutputStream().flush();
            other.setSoTimeout(5000);
            other.getInputStream().read();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
