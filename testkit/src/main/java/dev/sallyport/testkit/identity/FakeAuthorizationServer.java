package dev.sallyport.testkit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays the introspection endpoint of an authorization server (RFC 7662) on loopback, for one client, which shows
/// itself with a secret (RFC 6749 section 2.3.1) or an assertion that it signed (RFC 7523), each used once. Safe for
/// many threads.
public final class FakeAuthorizationServer implements AutoCloseable {

    private final InstantSource clock;
    private final HttpServer server;
    private final String clientId;
    private final String secret;
    private final SigningKey key;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Object>> active = new ConcurrentHashMap<>();
    private final Set<String> assertions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;
    private volatile String instead = "";

    private FakeAuthorizationServer(
            InstantSource clock, HttpServer server, String clientId, String secret, SigningKey key) {
        this.clock = clock;
        this.server = server;
        this.clientId = clientId;
        this.secret = secret;
        this.key = key;
    }

    /// @param key the client's, ES256
    public static FakeAuthorizationServer start(InstantSource clock, String clientId, String secret, SigningKey key)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeAuthorizationServer server = new FakeAuthorizationServer(clock, http, clientId, secret, key);
        http.createContext("/introspect", server::handle);
        http.setExecutor(server.executor);
        http.start();
        return server;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI introspection() {
        return URI.create(issuer() + "/introspect");
    }

    /// The token is active, and this is what is said of it beside that.
    public void issue(String token, Map<String, Object> claims) {
        active.put(token, Map.copyOf(claims));
    }

    public void revoke(String token) {
        active.remove(token);
    }

    /// How often a known client asked.
    public int questions() {
        return questions.get();
    }

    public void misbehave(Misbehaviour how) {
        misbehaviour = how;
    }

    /// Answers every question with this body; empty: with the truth.
    public void answerInstead(String body) {
        instead = body;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (misbehaviour != Misbehaviour.NONE) {
                misbehaviour.answer(exchange, "{}".getBytes(StandardCharsets.UTF_8));
            } else if (!isClient(exchange, form)) {
                send(exchange, 401, "{\"error\":\"invalid_client\"}");
            } else {
                questions.incrementAndGet();
                send(exchange, 200, instead.isEmpty() ? answer(form.getOrDefault("token", "")) : instead);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(String token) {
        Map<String, Object> said = new HashMap<>(active.getOrDefault(token, Map.of()));
        said.put("active", active.containsKey(token));
        return JSONObjectUtils.toJSONString(said);
    }

    private boolean isClient(HttpExchange exchange, Map<String, String> form) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null) {
            String pair = clientId + ":" + java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8);
            return header.equals("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".equals(form.get("client_assertion_type"))
                && isAssertion(form.getOrDefault("client_assertion", ""));
    }

    /// RFC 7523 section 3.
    private boolean isAssertion(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return jwt.verify(new ECDSAVerifier((ECPublicKey) key.pair().getPublic()))
                    && Objects.equals(jwt.getHeader().getKeyID(), key.id())
                    && clientId.equals(claims.getIssuer())
                    && clientId.equals(claims.getSubject())
                    && claims.getAudience().equals(List.of(issuer()))
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant())
                    && claims.getExpirationTime()
                            .toInstant()
                            .isBefore(clock.instant().plusSeconds(301))
                    && assertions.add(claims.getJWTID());
        } catch (ParseException | JOSEException | RuntimeException _) {
            return false;
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
