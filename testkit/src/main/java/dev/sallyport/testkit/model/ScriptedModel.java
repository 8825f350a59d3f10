package dev.sallyport.testkit.model;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A provider of models on a loopback port, in clear text, that speaks OpenAI's chat completions,
/// Responses, embeddings and models, Anthropic's Messages and Google's Gemini, streamed and not. It
/// refuses whoever does not show its key, and answers by a script. Safe for many threads. Also for
/// demos: knows neither JUnit nor AssertJ.
public final class ScriptedModel implements AutoCloseable {

    /// A request as it arrived.
    ///
    /// @param path with its query
    /// @param fields names in lower case
    public record Asked(String method, String path, Map<String, List<String>> fields, String body) {

        public Map<String, Object> json() {
            try {
                return JSONObjectUtils.parse(body);
            } catch (ParseException damaged) {
                throw new IllegalStateException("not JSON", damaged);
            }
        }

        public String field(String name) {
            return String.join(",", fields.getOrDefault(name, List.of()));
        }
    }

    private static final int MOST_BYTES = 64 << 20;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final String key;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Asked> strangers = new CopyOnWriteArrayList<>();
    private final AtomicInteger responses = new AtomicInteger();
    private volatile boolean ill;
    private volatile String instead = "";
    private volatile Function<Asked, ModelReply> script = _ -> ModelReply.words("Hello.");

    private ScriptedModel(HttpServer server, String key) {
        this.server = server;
        this.key = key;
    }

    /// @param key that a client must show, as bearer token or in a field of its own
    public static ScriptedModel start(String key) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedModel model = new ScriptedModel(http, key);
        http.createContext("/", model::handle);
        http.setExecutor(model.executor);
        http.start();
        return model;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// How it answers from now on.
    public void answers(Function<Asked, ModelReply> how) {
        script = how;
    }

    public void answers(ModelReply reply) {
        script = _ -> reply;
    }

    /// From now on it answers that it is overloaded.
    public void fallIll() {
        ill = true;
    }

    /// From now on it streams these bytes, whatever it is asked; nothing for the script's answers.
    public void streams(String bytes) {
        instead = bytes;
    }

    /// Everything that was asked with the right key, oldest first.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Everything that was asked with another key or with none, oldest first.
    public List<Asked> strangers() {
        return List.copyOf(strangers);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            Map<String, List<String>> fields = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> fields.put(name.toLowerCase(Locale.ROOT), values));
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    fields,
                    new String(body, StandardCharsets.UTF_8));
            answer(exchange, request);
        }
    }

    private void answer(HttpExchange exchange, Asked request) throws IOException {
        boolean known = request.field("authorization").equals("Bearer " + key)
                || request.field("x-api-key").equals(key)
                || request.field("x-goog-api-key").equals(key);
        if (!known) {
            strangers.add(request);
            send(exchange, 401, "{\"error\":{\"message\":\"who are you\",\"type\":\"invalid_request_error\"}}");
            return;
        }
        asked.add(request);
        if (ill) {
            send(exchange, 529, "{\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}");
            return;
        }
        if (!instead.isEmpty()) {
            stream(exchange, List.of(instead));
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/chat/completions" -> chat(exchange, request);
            case "/v1/responses" -> responses(exchange, request);
            case "/v1/messages" -> messages(exchange, request);
            case "/v1/messages/count_tokens" -> send(exchange, 200, "{\"input_tokens\":42}");
            case "/v1/embeddings" -> send(exchange, 200, embedding(request));
            case "/v1/models" ->
                send(exchange, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\",\"object\":\"model\"}]}");
            case String path
            when path.endsWith(":generateContent") ->
                send(exchange, 200, GeminiDialect.whole(model(path), script.apply(request)));
            case String path
            when path.endsWith(":streamGenerateContent") ->
                stream(exchange, GeminiDialect.events(model(path), script.apply(request)));
            case String _ -> send(exchange, 404, "{\"error\":{\"message\":\"nothing here\"}}");
        }
    }

    private void chat(HttpExchange exchange, Asked request) throws IOException {
        ModelReply reply = script.apply(request);
        Map<String, Object> json = request.json();
        String model = String.valueOf(json.get("model"));
        boolean usage = json.get("stream_options") instanceof Map<?, ?> options
                && Boolean.TRUE.equals(options.get("include_usage"));
        if (streams(json)) stream(exchange, ChatDialect.events(model, reply, usage));
        else send(exchange, 200, ChatDialect.whole(model, reply));
    }

    private void responses(HttpExchange exchange, Asked request) throws IOException {
        ModelReply reply = script.apply(request);
        Map<String, Object> json = request.json();
        String model = String.valueOf(json.get("model"));
        String id = "resp_" + responses.incrementAndGet();
        if (streams(json)) stream(exchange, ResponsesDialect.events(model, reply, id));
        else send(exchange, 200, ResponsesDialect.whole(model, reply, id));
    }

    private void messages(HttpExchange exchange, Asked request) throws IOException {
        ModelReply reply = script.apply(request);
        Map<String, Object> json = request.json();
        String model = String.valueOf(json.get("model"));
        if (streams(json)) stream(exchange, MessagesDialect.events(model, reply));
        else send(exchange, 200, MessagesDialect.whole(model, reply));
    }

    private static String model(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.indexOf(':'));
    }

    private static boolean streams(Map<String, Object> json) {
        return Boolean.TRUE.equals(json.get("stream"));
    }

    private static String embedding(Asked request) {
        return "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.25,-0.5]}],"
                + "\"model\":\"" + request.json().get("model")
                + "\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
