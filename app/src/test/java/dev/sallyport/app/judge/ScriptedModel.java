package dev.sallyport.app.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A service with chat completions on this machine that answers what the test says, well or badly. Safe on every
/// thread.
final class ScriptedModel implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// What it was asked.
    ///
    /// @param user the user message, as it stands there
    record Asked(String authorization, JsonNode body, String system, String user) {

        /// The only member of the user message.
        String nonce() {
            return parsed().fieldNames().next();
        }

        JsonNode data() {
            return parsed().path(nonce());
        }

        private JsonNode parsed() {
            try {
                return MAPPER.readTree(user);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /// A right answer.
        String answer(String verdict, String words) {
            return MAPPER.createObjectNode()
                    .put("nonce", nonce())
                    .put("verdict", verdict)
                    .put("words", words)
                    .toString();
        }
    }

    @FunctionalInterface
    interface Script {
        void answer(Asked asked, HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script script = saying("consistent", "it fits");

    ScriptedModel(@Nullable SSLContext tls) throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(free, 0);
        } else {
            HttpsServer https = HttpsServer.create(free, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort() + "/v1/chat/completions");
    }

    void says(Script next) {
        script = next;
    }

    List<Asked> asked() {
        return asked;
    }

    static Script saying(String verdict, String words) {
        return (asked, exchange) -> content(exchange, asked.answer(verdict, words));
    }

    /// A finished completion with this text.
    static void content(HttpExchange exchange, String content) throws IOException {
        send(exchange, 200, completion(content, "stop").toString());
    }

    static ObjectNode completion(String content, String finish) {
        ObjectNode root = MAPPER.createObjectNode().put("id", "c-1").put("object", "chat.completion");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0).put("finish_reason", finish);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", content)
                .putNull("refusal");
        return root;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        JsonNode messages = body.path("messages");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Asked question = new Asked(
                authorization == null ? "" : authorization,
                body,
                messages.path(0).path("content").asText(),
                messages.path(1).path("content").asText());
        asked.add(question);
        try (exchange) {
            script.answer(question, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
