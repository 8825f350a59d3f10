package dev.sallyport.testkit.identity;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What an issuer can do wrong.
public enum Misbehaviour {
    /// Answers as it should.
    NONE,
    /// Status 503.
    DOWN,
    /// Status 302 to the same place, where the right answer would be.
    REDIRECT,
    /// A well-formed beginning and then megabytes of white space.
    HUGE,
    /// Headers at once, then a byte every now and then, for as long as anyone listens.
    DRIP,
    /// Status 200 and no JSON.
    GARBAGE,
    /// Status 200 and a JWK set without keys.
    NO_KEYS,
    /// Status 200, and the discovery document names someone else.
    FOREIGN_ISSUER;

    private static final int HUGE_BYTES = 8 << 20;

    void answer(HttpExchange exchange, byte[] document) throws IOException, InterruptedException {
        switch (this) {
            case NONE, FOREIGN_ISSUER -> send(exchange, 200, document);
            case DOWN -> send(exchange, 503, new byte[0]);
            case REDIRECT -> redirect(exchange, document);
            case HUGE -> send(exchange, 200, padded(document));
            case DRIP -> drip(exchange);
            case GARBAGE -> send(exchange, 200, "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
            case NO_KEYS -> send(exchange, 200, "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void redirect(HttpExchange exchange, byte[] document) throws IOException {
        if (exchange.getRequestURI().getQuery() == null) {
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI() + "?redirected");
            send(exchange, 302, new byte[0]);
        } else {
            send(exchange, 200, document);
        }
    }

    private static byte[] padded(byte[] document) {
        byte[] huge = new byte[HUGE_BYTES];
        Arrays.fill(huge, (byte) ' ');
        System.arraycopy(document, 0, huge, 0, document.length);
        return huge;
    }

    private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(' ');
                body.flush();
                Thread.sleep(20);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
