package dev.sallyport.app.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A PostgreSQL client of bare messages over TLS, to send what no driver would. It keeps every byte it was sent.
final class BareClient implements AutoCloseable {

    static final byte[] SYNC = message('S');
    static final byte[] FLUSH = message('H');

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final StringBuilder types = new StringBuilder();

    private BareClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(8000);
        this.in = new DataInputStream(socket.getInputStream());
    }

    static BareClient open(int port, Path authorities, String token, String... settings) throws Exception {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        plain.getOutputStream().write(join(int4(8), int4(80877103)));
        if (plain.getInputStream().read() != 'S') throw new IOException("no TLS");
        SSLSocket tls =
                (SSLSocket) context(authorities).getSocketFactory().createSocket(plain, "localhost", port, true);
        BareClient client = new BareClient(tls);
        byte[] body = join(
                int4(196608),
                z("user"),
                z("crm"),
                join(List.of(settings).stream().map(BareClient::z).toArray(byte[][]::new)),
                new byte[1]);
        client.send(join(int4(body.length + 4), body));
        String asked = client.upTo(1, "R");
        if (!asked.endsWith("R")) throw new IOException("no session: " + asked);
        client.send(message('p', z(token)));
        String answer = client.ready(1);
        if (!answer.endsWith("Z:I")) throw new IOException("no session: " + answer);
        client.heard.reset();
        return client;
    }

    private static SSLContext context(Path authorities) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream file = Files.newInputStream(authorities)) {
            store.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static byte[] query(String sql) {
        return message('Q', z(sql));
    }

    static byte[] parse(String name, String sql) {
        return message('P', z(name), z(sql), int2(0));
    }

    static byte[] bind(String portal, String statement, String... values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(join(int4(bytes.length), bytes));
        }
        return message('B', z(portal), z(statement), int2(0), int2(values.length), all.toByteArray(), int2(0));
    }

    static byte[] describe(char kind, String name) {
        return message('D', new byte[] {(byte) kind}, z(name));
    }

    static byte[] execute(String portal, int rows) {
        return message('E', z(portal), int4(rows));
    }

    static byte[] close(char kind, String name) {
        return message('C', new byte[] {(byte) kind}, z(name));
    }

    /// Parse, Bind, Execute of the unnamed statement, Sync.
    static byte[] extended(String sql, String... values) {
        return join(parse("", sql), bind("", "", values), execute("", 0), SYNC);
    }

    static byte[] message(char type, byte[]... parts) {
        byte[] body = join(parts);
        return join(new byte[] {(byte) type}, int4(body.length + 4), body);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] int2(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] z(String text) {
        return join(text.getBytes(StandardCharsets.UTF_8), new byte[1]);
    }

    void send(byte[]... messages) throws IOException {
        socket.getOutputStream().write(join(messages));
        socket.getOutputStream().flush();
    }

    /// Sends a simple Query and says what came back.
    String ask(String sql) throws IOException {
        send(query(sql));
        return ready(1);
    }

    String askExtended(String sql, String... values) throws IOException {
        send(extended(sql, values));
        return ready(1);
    }

    String ready(int count) throws IOException {
        return upTo(count, "-");
    }

    /// What came until so many ReadyForQuery, or until a message that starts with `stop`: `D:values`, `E:state:text`,
    /// `C:tag`, `Z:I` …
    String upTo(int ready, String stop) throws IOException {
        List<String> seen = new ArrayList<>();
        try {
            for (int left = ready; left > 0; ) {
                String word = next();
                if (word.startsWith("Z")) left--;
                if (!word.isEmpty()) seen.add(word);
                if (word.startsWith(stop)) break;
            }
        } catch (SocketTimeoutException e) {
            seen.add("TIMEOUT");
        } catch (EOFException | SocketException | javax.net.ssl.SSLException e) {
            seen.add("EOF");
        }
        return String.join(" ", seen);
    }

    private String next() throws IOException {
        char type = (char) in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        types.append(type);
        heard.writeBytes(body);
        heard.write('\n');
        return switch (type) {
            case 'Z' -> "Z:" + (char) body[0];
            case 'D' -> "D:" + row(ByteBuffer.wrap(body));
            case 'd' -> "d:" + new String(body, StandardCharsets.UTF_8).strip();
            case 'C' -> "C:" + new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
            case 'E' -> "E:" + field(body, 'C') + ":" + field(body, 'M');
            case 'R' -> ByteBuffer.wrap(body).getInt() == 0 ? "" : "R";
            case 'K', '1', '2', '3', 'T', 't', 'n', 'S', 'N', 'v' -> "";
            default -> String.valueOf(type);
        };
    }

    private static String row(ByteBuffer row) {
        List<String> values = new ArrayList<>();
        for (int columns = row.getShort(); columns > 0; columns--) {
            byte[] value = new byte[Math.max(0, row.getInt())];
            row.get(value);
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return String.join("|", values);
    }

    private static String field(byte[] body, char type) {
        for (String field : new String(body, StandardCharsets.UTF_8).split("\0")) {
            if (!field.isEmpty() && field.charAt(0) == type) return field.substring(1);
        }
        return "";
    }

    /// How many messages of that type came, from log-in on.
    long count(char type) {
        return types.chars().filter(c -> c == type).count();
    }

    /// All that the gateway ever sent to this session.
    String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    /// How many different texts of that pattern came.
    long distinct(String pattern) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(heard())
                .results()
                .map(java.util.regex.MatchResult::group)
                .distinct()
                .count();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
