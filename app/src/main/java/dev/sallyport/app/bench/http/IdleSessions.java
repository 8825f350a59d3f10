package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.GatewayStage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Agents that ask once and stay: each with a token, a session and a connection of its own.
record IdleSessions(GatewayStage gateway, int count) {

    private static final int PATIENCE_MILLIS = 20_000;

    /// Kilobytes for one; not a number where nobody tells.
    double kilobytes() throws IOException, InterruptedException {
        OptionalLong before = gateway.memory();
        if (before.isEmpty()) return Double.NaN;
        List<Socket> kept = new ArrayList<>(count);
        try {
            int port = gateway.port("plain");
            for (int i = 0; i < count; i++) kept.add(asked(port, gateway.token("idle-" + i)));
            OptionalLong after = gateway.memory();
            return after.isEmpty() ? Double.NaN : Math.max(0, after.getAsLong() - before.getAsLong()) / (double) count;
        } finally {
            for (Socket socket : kept) socket.close();
        }
    }

    private static Socket asked(int port, String token) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /" + HttpBenchConfiguration.TARGET
                    + "/customers/1 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            readAnswer(socket.getInputStream());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// The head says 200, and the body is as long as every body here.
    private static void readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) throw new IOException("the gateway hung up on an agent: " + head);
            head.append((char) next);
        }
        if (head.indexOf("HTTP/1.1 200 ") != 0) throw new IOException("an agent was refused: " + head);
        if (in.readNBytes(HttpStage.BODY).length < HttpStage.BODY) throw new IOException("half an answer");
    }
}
