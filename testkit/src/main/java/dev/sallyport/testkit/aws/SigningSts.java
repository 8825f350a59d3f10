package dev.sallyport.testkit.aws;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An STS on loopback, see the package. Knows only the principals that it was told of.
public final class SigningSts implements AutoCloseable {

    /// One request as it arrived.
    ///
    /// @param headers by lower-case name
    public record Received(String method, String path, String query, Map<String, String> headers, String body) {}

    private final InstantSource clock;
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, StsPrincipal> principals = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Mood mood = Mood.of(StsMisbehaviour.NONE);

    private record Mood(StsMisbehaviour how, CountDownLatch over) {
        static Mood of(StsMisbehaviour how) {
            return new Mood(how, new CountDownLatch(1));
        }
    }

    private SigningSts(InstantSource clock, HttpServer server, String scheme) {
        this.clock = clock;
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::serve);
        server.setExecutor(executor);
        server.start();
    }

    /// Plain HTTP, on a free port.
    public static SigningSts start(InstantSource clock) throws IOException {
        return new SigningSts(clock, HttpServer.create(free(), 0), "http");
    }

    /// HTTPS with this key and certificate, on a free port.
    public static SigningSts start(InstantSource clock, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(free(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new SigningSts(clock, server, "https");
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    public StsPrincipal knows(StsPrincipal principal) {
        principals.put(principal.accessKey(), principal);
        return principal;
    }

    public void forget(StsPrincipal principal) {
        principals.remove(principal.accessKey());
    }

    /// From now on; what is held is answered.
    public void misbehave(StsMisbehaviour how) {
        Mood before = mood;
        mood = Mood.of(how);
        before.over().countDown();
    }

    /// How many requests it had at one time, at most.
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /// Everything that arrived, oldest first.
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            StsDocument answer = considered(exchange);
            if (answer != null) send(exchange, answer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// In hand until the answer begins: whoever has it may ask again before this thread goes on.
    ///
    /// @return null for what was answered in its own way, or not at all
    private @Nullable StsDocument considered(HttpExchange exchange) throws IOException, InterruptedException {
        mostAtOnce.accumulateAndGet(inHand.incrementAndGet(), Math::max);
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            String query = exchange.getRequestURI().getRawQuery();
            Resigning request = new Resigning(
                    exchange.getRequestMethod(),
                    query == null ? "" : query,
                    Resigning.lowerCase(exchange.getRequestHeaders()),
                    body);
            received.add(new Received(
                    request.method(), exchange.getRequestURI().getRawPath(), request.query(), request.headers(), body));
            return answer(exchange, request, mood);
        } finally {
            inHand.decrementAndGet();
        }
    }

    private @Nullable StsDocument answer(HttpExchange exchange, Resigning request, Mood now)
            throws IOException, InterruptedException {
        return switch (now.how()) {
            case NONE -> judged(request);
            case HANG_UP -> null;
            case SLOW -> {
                Thread.sleep(60_000);
                yield null;
            }
            case HELD -> {
                now.over().await();
                yield judged(request);
            }
            case DRIP -> {
                drip(exchange);
                yield null;
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", endpoint() + "/?redirected");
                exchange.sendResponseHeaders(302, -1);
                yield null;
            }
            case DOWN,
                    THROTTLING,
                    HUGE,
                    GARBAGE,
                    XXE,
                    ENTITY_BOMB,
                    TWO_ARNS,
                    TWO_ARNS_JSON,
                    OTHER_NAMESPACE,
                    OTHER_ACCOUNT,
                    NO_ARN,
                    NOT_AN_ARN,
                    EMPTY_REFUSAL -> wrong(request, now.how());
        };
    }

    private StsDocument judged(Resigning request) {
        boolean json = wantsJson(request);
        StsPrincipal principal = principals.get(request.accessKey());
        if (request.part("Signature").isEmpty()) {
            return StsDocument.error(
                    json, 403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (principal == null || !principal.sessionToken().equals(request.sessionToken())) {
            return StsDocument.error(
                    json, 403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        Instant now = clock.instant();
        if (!now.isBefore(principal.credentialsEnd())) {
            return StsDocument.error(
                    json, 403, "ExpiredToken", "The security token included in the request is expired");
        }
        String wrong = wrongSignature(request, principal, now);
        return wrong.isEmpty()
                ? question(json, request, principal)
                : StsDocument.error(json, 403, "SignatureDoesNotMatch", wrong);
    }

    private static String wrongSignature(Resigning request, StsPrincipal principal, Instant now) {
        if (now.isAfter(request.end())) {
            return "Signature expired: " + request.date() + " is now earlier than " + now;
        }
        if (request.date().isAfter(now.plusSeconds(900))) {
            return "Signature not yet current: " + request.date() + " is still later than " + now;
        }
        return request.isSignedBy(principal)
                ? ""
                : "The request signature we calculated does not match the signature you provided.";
    }

    private static StsDocument question(boolean json, Resigning request, StsPrincipal principal) {
        String asked = request.method().equals("POST") ? request.body() : request.query();
        return ("&" + asked + "&").contains("&Action=GetCallerIdentity&")
                ? StsDocument.identity(json, principal.arn(), principal.account(), principal.userId())
                : StsDocument.error(json, 400, "InvalidAction", "Could not find operation");
    }

    private StsDocument wrong(Resigning request, StsMisbehaviour how) {
        @Nullable StsPrincipal principal = principals.get(request.accessKey());
        String account = principal == null ? "111122223333" : principal.account();
        String arn = principal == null ? "arn:aws:iam::" + account + ":user/nobody" : principal.arn();
        return StsDocument.wrong(how, wantsJson(request), arn, account, "AIDANOBODY");
    }

    private static boolean wantsJson(Resigning request) {
        return request.headers().getOrDefault("accept", "").contains("json");
    }

    private static void send(HttpExchange exchange, StsDocument document) throws IOException {
        byte[] body = document.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", document.type());
        exchange.sendResponseHeaders(document.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(' ');
                body.flush();
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
