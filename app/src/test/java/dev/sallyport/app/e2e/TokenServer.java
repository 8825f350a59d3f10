package dev.sallyport.app.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An authorization server (RFC 6749, 8693, 7009) and the part of GitHub's API that makes installation tokens, on
/// loopback. Tokens live as long as they say by the test's clock; a refresh token can be used once.
final class TokenServer implements AutoCloseable {

    static final String CLIENT_SECRET = "client-secret-of-the-gateway";
    static final String FIRST_REFRESH = "refresh-token-number-0";
    static final int LIFE_SECONDS = 600;

    private static final Pattern REPOSITORIES = Pattern.compile("\"repositories\":\\[([^\\]]*)\\]");
    private static final Pattern PERMISSIONS = Pattern.compile("\"permissions\":(\\{[^}]*\\})");

    private final HttpServer server;
    private final InstantSource clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Instant> alive = new ConcurrentHashMap<>();
    private final Set<String> refreshes = ConcurrentHashMap.newKeySet();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private int number;

    /// What was asked for, oldest first: forms as `name=value` in the order of their names; for GitHub the body.
    final List<String> asked = new CopyOnWriteArrayList<>();

    TokenServer(InstantSource clock) throws IOException {
        this.clock = clock;
        refreshes.add(FIRST_REFRESH);
        secrets.addAll(List.of(CLIENT_SECRET, FIRST_REFRESH));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(workers);
        server.createContext("/token", this::token);
        server.createContext("/revoke", this::revoked);
        server.createContext("/app/installations/99/access_tokens", this::installation);
        server.createContext("/installation/token", this::revoked);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Whether it is a token that was made here and has not ended.
    boolean isAlive(String token) {
        return clock.instant().isBefore(alive.getOrDefault(token, Instant.MIN));
    }

    long living() {
        return alive.keySet().stream().filter(this::isAlive).count();
    }

    /// Everything that no agent and no file of the gateway's but its own state may hold.
    List<String> secrets() {
        return List.copyOf(secrets);
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] both = pair.split("=", 2);
            form.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private synchronized String fresh(String kind) {
        String token = kind + "-token-number-" + ++number;
        secrets.add(token);
        return token;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(text(exchange));
        List<String> told = new ArrayList<>();
        form.forEach((name, value) -> told.add(name + "=" + value));
        asked.add(String.join(" ", told.stream().sorted().toList()));
        String grant = form.get("grant_type");
        if (grant.equals("refresh_token") && !refreshes.remove(form.get("refresh_token"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String token = fresh(grant.substring(grant.lastIndexOf(':') + 1));
        alive.put(token, clock.instant().plusSeconds(LIFE_SECONDS));
        String more = "";
        if (grant.equals("refresh_token")) {
            String next = fresh("refresh");
            refreshes.add(next);
            more = ",\"refresh_token\":\"" + next + "\"";
        }
        if (grant.endsWith("token-exchange"))
            more = ",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"";
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + LIFE_SECONDS + more
                        + "}");
    }

    private void revoked(HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean form = exchange.getRequestMethod().equals("POST");
        alive.remove(form ? form(text(exchange)).get("token") : bearer.substring("Bearer ".length()));
        answer(exchange, form ? 200 : 204, "");
    }

    /// GitHub repeats what a token is for.
    private void installation(HttpExchange exchange) throws IOException {
        String body = text(exchange);
        asked.add(body);
        Matcher repositories = REPOSITORIES.matcher(body);
        Matcher permissions = PERMISSIONS.matcher(body);
        if (!repositories.find() || !permissions.find()) {
            answer(exchange, 422, "{\"message\":\"it asks for everything\"}");
            return;
        }
        String token = fresh("ghs");
        Instant end = clock.instant().plusSeconds(3600);
        alive.put(token, end);
        String names = repositories.group(1).replace("\"", "").replaceAll("([^,]+)", "{\"full_name\":\"acme/$1\"}");
        answer(
                exchange,
                201,
                "{\"token\":\"" + token + "\",\"expires_at\":\"" + end + "\",\"permissions\":" + permissions.group(1)
                        + ",\"repository_selection\":\"selected\",\"repositories\":[" + names + "]}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
