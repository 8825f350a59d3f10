package dev.sallyport.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A customers' API, as any framework would make it, that keeps what it was asked.
final class ApiServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    /// @param authorization what stood in `Authorization`; empty for nothing
    /// @param fields names, one after the other
    record Asked(String method, String uri, String authorization, String key, String body, String fields) {}

    ApiServer() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
    }

    static ApiServer over(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ApiServer(server);
    }

    private ApiServer(HttpServer server) {
        this.server = server;
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String uri = exchange.getRequestURI().toString();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    uri,
                    first(exchange, "Authorization"),
                    first(exchange, "X-Key"),
                    body,
                    String.join(",", exchange.getRequestHeaders().keySet())));
            answer(exchange, uri);
        }
    }

    private static String first(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, String uri) throws IOException {
        if (uri.startsWith("/moved")) {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        if (uri.startsWith("/pointing")) {
            String to = exchange.getRequestURI().getQuery().substring("to=".length());
            exchange.getResponseHeaders().set("Location", to);
            exchange.getResponseHeaders().set("Content-Location", to);
            exchange.getResponseHeaders()
                    .set("Link", "<" + to + ">; rel=\"next\", <https://other.example/>; rel=\"a\"");
            exchange.sendResponseHeaders(201, -1);
            return;
        }
        if (uri.startsWith("/session")) {
            exchange.getResponseHeaders().add("Set-Cookie", "SESSION=its-own; HttpOnly");
            exchange.getResponseHeaders().add("Set-Cookie2", "OLD=its-own");
        }
        if (uri.startsWith("/nothing")) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        if (uri.startsWith("/part")) part(exchange);
        else if (uri.startsWith("/list")) send(exchange, "application/json", "[{\"id\":1},{\"id\":2},{\"id\":3}]");
        else if (uri.startsWith("/wrapped"))
            send(exchange, "application/json", "[{\"data\":{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}]}}]");
        else if (uri.startsWith("/fields"))
            send(
                    exchange,
                    "text/plain",
                    String.join(",", exchange.getRequestHeaders().keySet()));
        else if (uri.startsWith("/text")) send(exchange, "text/plain", "one\ntwo\nthree\n");
        else if (uri.startsWith("/echo")) send(exchange, "text/plain", "you said " + first(exchange, "Authorization"));
        else if (uri.startsWith("/picture")) send(exchange, "image/png", "no text at all");
        else if (uri.startsWith("/long")) send(exchange, "text/plain", "x".repeat(1023) + "\u00fc".repeat(9000));
        else if (uri.matches("/v1/customers/\\d+"))
            send(
                    exchange,
                    "application/json",
                    "{\"id\":7,\"name\":\"Ada\",\"ssn\":\"078-05-1120\",\"tags\":[{},{},{}]}");
        else
            send(
                    exchange,
                    "application/json",
                    "{\"items\":[{\"id\":1,\"ssn\":\"1\"},{\"id\":2},{\"id\":3}],\"next\":null}");
    }

    /// What servers of files make of `Range`.
    private static void part(HttpExchange exchange) throws IOException {
        String part = "2},{\"id\":3},{\"id\":4}]";
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Content-Range", "bytes 8-" + (7 + part.length()) + "/100");
        exchange.sendResponseHeaders(206, part.length());
        exchange.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
