package dev.sallyport.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small MCP server of revision 2026-07-28, where each request stands alone. It has two tools, and remembers which
/// were called.
final class DeskServer implements AutoCloseable {

    private static final String TOOLS = """
            {"resultType":"complete","tools":[\
            {"name":"look","description":"LOOKS","inputSchema":{"type":"object","properties":{"id":{"type":"integer"}}}},\
            {"name":"wipe","description":"wipes everything","inputSchema":{"type":"object"}}]}""";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private volatile String looks = "looks at a ticket";

    DeskServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What the tool `look` says of itself from now on.
    void describes(String text) {
        looks = text;
    }

    List<String> called() {
        return called;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked =
                    new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
            String result = switch (asked.path("method").asText()) {
                case "tools/list" -> TOOLS.replace("LOOKS", looks);
                case "tools/call" -> called(asked.path("params").path("name").asText());
                case String _ -> "{\"resultType\":\"complete\"}";
            };
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id") + ",\"result\":" + result + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String called(String tool) {
        called.add(tool);
        return "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\"the tool " + tool + " ran\"}]}";
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
