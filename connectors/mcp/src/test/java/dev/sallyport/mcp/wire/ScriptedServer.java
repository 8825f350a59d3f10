package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.mcp.Speech;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that says what a test wants it to say.
final class ScriptedServer implements AutoCloseable {

    /// @param body empty for none
    record Heard(String method, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        String rpc() {
            return body.isEmpty() || body.startsWith("[")
                    ? ""
                    : tree().path("method").asText("");
        }

        ObjectNode tree() {
            try {
                return (ObjectNode) Speech.JSON.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (MalformedMessage e) {
                throw new IllegalStateException(body, e);
            }
        }

        String id() {
            return tree().path("id").toString();
        }
    }

    interface Script {
        void answer(Heard heard, Out out) throws IOException, InterruptedException;
    }

    /// Says one answer.
    record Out(HttpExchange exchange) {
        /// With apostrophes for quotation marks.
        void json(int status, String body, String... headers) throws IOException {
            body(status, "application/json", body.replace('\'', '"'), headers);
        }

        void body(int status, String type, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            exchange.getResponseHeaders().add("content-type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        void empty(int status) throws IOException {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }

        /// A stream; the caller closes it.
        OutputStream stream(String... headers) throws IOException {
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return exchange.getResponseBody();
        }

        static byte[] event(String data) {
            return ("data: " + data.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    /// What `tools/list` says, and what other methods do; by method. `*` for the rest.
    final Map<String, Script> scripts = new ConcurrentHashMap<>();
    volatile String tools =
            "[{'name':'get_ticket','description':'reads one','inputSchema':{'type':'object','properties':"
                    + "{'id':{'type':'integer'},'note':{'type':'string'}},'additionalProperties':false}},"
                    + "{'name':'echo','inputSchema':{'type':'object'}}]";
    private final HttpServer server;

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        scripts.put(
                "initialize",
                (h, out) -> out.json(
                        200,
                        "{'jsonrpc':'2.0','id':" + h.id() + ",'result':{'protocolVersion':'2025-11-25','capabilities':"
                                + "{'tools':{}},'serverInfo':{'name':'s','version':'1'}}}",
                        "Mcp-Session-Id",
                        "upstream-" + heard.size()));
        scripts.put(
                "tools/list",
                (h, out) -> out.json(200, "{'jsonrpc':'2.0','id':" + h.id() + ",'result':{'tools':" + tools + "}}"));
        scripts.put(
                "tools/call",
                (h, out) -> out.json(
                        200,
                        "{'jsonrpc':'2.0','id':" + h.id()
                                + ",'result':{'content':[{'type':'text','text':'called'}]}}"));
        scripts.put("DELETE", (h, out) -> out.empty(200));
        scripts.put("*", (h, out) -> out.empty(202));
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Heard one = new Heard(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()), body);
        heard.add(one);
        String key = one.method().equals("POST") ? one.rpc() : one.method();
        try {
            scripts.getOrDefault(key, scripts.get("*")).answer(one, new Out(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Heard> heard(String method) {
        return heard.stream().filter(each -> each.rpc().equals(method)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
