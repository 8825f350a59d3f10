package dev.sallyport.testkit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// Plays the API server of a Kubernetes cluster as far as TokenReview goes: over HTTPS, for callers with a bearer
/// token it knows, checking signature, expiry, audience and whether pod and service account are still there; its
/// answers have the shapes of the real one (`authentication.k8s.io/v1`, `pkg/serviceaccount`). Safe for many threads.
public final class FakeApiServer implements AutoCloseable {

    public static final String POD_NAME = "authentication.kubernetes.io/pod-name";

    private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";

    private final PlatformIssuer issuer;
    private final HttpsServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Boolean> callers = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reviews = new AtomicInteger();
    private volatile String instead = "";
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    private FakeApiServer(PlatformIssuer issuer, HttpsServer server) {
        this.issuer = issuer;
        this.server = server;
    }

    /// @param issuer the cluster's, with an ES256 key
    /// @param tls the server's certificate, for `localhost`
    public static FakeApiServer start(PlatformIssuer issuer, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        FakeApiServer server = new FakeApiServer(issuer, https);
        https.createContext("/", server::handle);
        https.setExecutor(server.executor);
        https.start();
        return server;
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /// Who may call, and whether it may create token reviews.
    public void knows(String callerToken, boolean mayReview) {
        callers.put(callerToken, mayReview);
    }

    public void forgets(String callerToken) {
        callers.remove(callerToken);
    }

    /// A pod (`pod/UID`) or service account (`serviceaccount/UID`) is gone, and with it what is bound to it.
    public void delete(String object) {
        deleted.add(object);
    }

    /// How many reviews were asked for by callers who may.
    public int reviews() {
        return reviews.get();
    }

    public void misbehave(Misbehaviour how) {
        misbehaviour = how;
    }

    /// Answers every review with this body; empty: with the truth.
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
            if (misbehaviour != Misbehaviour.NONE) {
                misbehaviour.answer(exchange, "{}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            Boolean mayReview = callers.get(header.replaceFirst("^Bearer ", ""));
            if (!header.startsWith("Bearer ") || mayReview == null) {
                failure(exchange, 401, "Unauthorized");
            } else if (!exchange.getRequestURI().getPath().equals(PATH)
                    || !exchange.getRequestMethod().equals("POST")) {
                failure(exchange, 404, "NotFound");
            } else if (!mayReview) {
                failure(exchange, 403, "Forbidden");
            } else {
                review(exchange);
            }
        } catch (ParseException e) {
            throw new IOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A `Status` of `v1`.
    private static void failure(HttpExchange exchange, int code, String reason) throws IOException {
        send(
                exchange,
                code,
                JSONObjectUtils.toJSONString(Map.of(
                        "kind",
                        "Status",
                        "apiVersion",
                        "v1",
                        "metadata",
                        Map.of(),
                        "status",
                        "Failure",
                        "message",
                        reason,
                        "reason",
                        reason,
                        "code",
                        code)));
    }

    private void review(HttpExchange exchange) throws IOException, ParseException {
        reviews.incrementAndGet();
        Map<String, Object> asked =
                JSONObjectUtils.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, Object> spec = JSONObjectUtils.getJSONObject(asked, "spec");
        if (!"TokenReview".equals(asked.get("kind")) || !"authentication.k8s.io/v1".equals(asked.get("apiVersion"))) {
            failure(exchange, 400, "BadRequest");
            return;
        }
        Map<String, Object> status =
                status(JSONObjectUtils.getString(spec, "token"), JSONObjectUtils.getStringList(spec, "audiences"));
        Map<String, Object> answer = Map.of(
                "kind",
                "TokenReview",
                "apiVersion",
                "authentication.k8s.io/v1",
                "metadata",
                Map.of("creationTimestamp", "null"),
                "spec",
                spec,
                "status",
                status);
        send(exchange, 201, instead.isEmpty() ? JSONObjectUtils.toJSONString(answer) : instead);
    }

    private Map<String, Object> status(String token, List<String> audiences) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Map<String, Object> claims = jwt.getJWTClaimsSet().getClaims();
            List<String> meant = jwt.getJWTClaimsSet().getAudience();
            if (!jwt.verify(new ECDSAVerifier((ECPublicKey) issuer.key().pair().getPublic()))) {
                return unauthenticated("square/go-jose: error in cryptographic primitive");
            }
            if (Collections.disjoint(meant, audiences)) {
                return unauthenticated(
                        "token audiences " + meant + " is invalid for the target audiences " + audiences);
            }
            return bound(jwt.getJWTClaimsSet().getSubject(), member(claims, "kubernetes.io"), meant, audiences);
        } catch (ParseException | JOSEException | RuntimeException _) {
            return unauthenticated("Token could not be validated");
        }
    }

    private Map<String, Object> bound(String subject, Map<?, ?> objects, List<String> meant, List<String> audiences) {
        Map<?, ?> account = member(objects, "serviceaccount");
        Map<?, ?> pod = member(objects, "pod");
        if (deleted.contains("serviceaccount/" + account.get("uid"))) {
            return unauthenticated("service account UID does not match claim");
        }
        if (deleted.contains("pod/" + pod.get("uid"))) {
            return unauthenticated("service account token has been invalidated");
        }
        List<String> both = meant.stream().filter(audiences::contains).toList();
        return Map.of("authenticated", true, "audiences", both, "user", user(subject, objects, account, pod));
    }

    private static Map<String, Object> user(String subject, Map<?, ?> objects, Map<?, ?> account, Map<?, ?> pod) {
        List<String> groups = List.of(
                "system:serviceaccounts", "system:serviceaccounts:" + objects.get("namespace"), "system:authenticated");
        return Map.of("username", subject, "uid", text(account, "uid"), "groups", groups, "extra", extra(objects, pod));
    }

    private static Map<String, Object> extra(Map<?, ?> objects, Map<?, ?> pod) {
        Map<?, ?> node = member(objects, "node");
        return Map.of(
                POD_NAME,
                List.of(text(pod, "name")),
                "authentication.kubernetes.io/pod-uid",
                List.of(text(pod, "uid")),
                "authentication.kubernetes.io/node-name",
                List.of(text(node, "name")),
                "authentication.kubernetes.io/node-uid",
                List.of(text(node, "uid")),
                "authentication.kubernetes.io/credential-id",
                List.of("JTI=7ee52be0-9045-4653-aa5e-0da57b8dccdc"));
    }

    private static Map<?, ?> member(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }

    private static String text(Map<?, ?> object, String name) {
        return String.valueOf(object.get(name));
    }

    private static Map<String, Object> unauthenticated(String why) {
        return Map.of("user", Map.of(), "error", "[invalid bearer token, " + why + "]");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
