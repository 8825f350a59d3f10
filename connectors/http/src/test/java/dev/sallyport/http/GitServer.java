package dev.sallyport.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Git's own server, `git http-backend`, behind the JDK's HTTP server.
final class GitServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Path repositories;
    private final String password;

    /// @param password asked of everybody, as Basic with the user `git`
    GitServer(Path repositories, String password) throws IOException {
        this.repositories = repositories;
        this.password = password;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String expected = "Basic "
                    + java.util.Base64.getEncoder()
                            .encodeToString(("git:" + password).getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> env = builder.environment();
        env.put("GIT_PROJECT_ROOT", repositories.toString());
        env.put("GIT_HTTP_EXPORT_ALL", "1");
        env.put("REMOTE_USER", "agent");
        env.put("REQUEST_METHOD", exchange.getRequestMethod());
        env.put("PATH_INFO", exchange.getRequestURI().getPath());
        env.put(
                "QUERY_STRING",
                String.valueOf(exchange.getRequestURI().getRawQuery()).replace("null", ""));
        put(env, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
        put(env, "HTTP_CONTENT_ENCODING", exchange.getRequestHeaders().getFirst("Content-Encoding"));
        put(env, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        byte[] said = process.getInputStream().readAllBytes();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        send(exchange, said);
    }

    private static void put(Map<String, String> env, String name, String value) {
        if (value != null) env.put(name, value);
    }

    private static void send(HttpExchange exchange, byte[] said) throws IOException {
        InputStream in = new java.io.ByteArrayInputStream(said);
        int status = 200;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] field = line.split(": ", 2);
            if (field[0].equalsIgnoreCase("Status")) status = Integer.parseInt(field[1].substring(0, 3));
            else exchange.getResponseHeaders().set(field[0], field[1]);
        }
        byte[] body = in.readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) line.write(next);
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
