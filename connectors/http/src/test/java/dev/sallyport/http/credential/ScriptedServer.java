package dev.sallyport.http.credential;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.http.credential.token.Errands;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A server on loopback that answers as it is told and remembers what it was asked; and the floor's own
/// way to it.
public final class ScriptedServer implements AutoCloseable {

    /// What it was asked.
    public record Seen(String method, String path, Map<String, String> headers, String body) {

        /// A parameter of a form; empty when there is none.
        public String form(String name) {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).equals(name)) {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                }
            }
            return "";
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// @param delayMillis before it answers
    public record Reply(int status, String body, long delayMillis) {
        public static Reply of(int status, String body) {
            return new Reply(status, body, 0);
        }
    }

    public final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoops loops = EventLoops.start(1);
    private final HttpServer server;
    private final Upstream upstream;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Function<Seen, Reply> script = _ -> Reply.of(500, "");

    public ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        Authority authority = new Authority("127.0.0.1", server.getAddress().getPort());
        UpstreamSettings defaults =
                UpstreamSettings.of(authority, null, _ -> List.of(InetAddress.getLoopbackAddress()));
        upstream = new HttpFloor(loops, threads, System::nanoTime)
                .upstream(new UpstreamSettings(
                        authority,
                        null,
                        false,
                        defaults.names(),
                        4,
                        100,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)));
    }

    public void script(Function<Seen, Reply> script) {
        this.script = script;
    }

    public void answer(int status, String body) {
        script(_ -> Reply.of(status, body));
    }

    public Errands errands() {
        return Errands.over(upstream);
    }

    public ExecutorService threads() {
        return threads;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            Seen asked = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            seen.add(asked);
            Reply reply = script.apply(asked);
            Thread.sleep(reply.delayMillis());
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        server.stop(0);
        upstream.close();
        threads.shutdownNow();
        loops.close();
    }
}
