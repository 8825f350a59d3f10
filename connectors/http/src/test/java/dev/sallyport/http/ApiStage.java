package dev.sallyport.http;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.grammar.http.GrammarSettings;
import dev.sallyport.grammar.http.HttpGrammar;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.StandingCredential;
import dev.sallyport.http.target.CredentialSettings;
import dev.sallyport.http.target.HttpTargetSettings;
import dev.sallyport.http.target.Origin;
import dev.sallyport.testkit.gateway.HeldThreads;
import dev.sallyport.testkit.gateway.ScriptedGate;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.ServerNames;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamSettings;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gateway with one HTTP target, on loopback and in clear text.
final class ApiStage implements AutoCloseable {

    final EventLoops loops = EventLoops.start(2);
    final HeldThreads blocking = new HeldThreads();
    final ScriptedGate<ApiLease> gate;
    private final Upstream upstream;
    private final Listener listener;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ApiStage(int port, CredentialSettings credential) throws IOException {
        this(port, credential, GrammarSettings.of("api"));
    }

    ApiStage(int port, CredentialSettings credential, GrammarSettings grammar) throws IOException {
        this(port, credential, grammar, null, null);
    }

    /// @param face of the gateway; null for clear text
    /// @param target of TLS to the target; null for clear text
    ApiStage(
            int port,
            CredentialSettings credential,
            GrammarSettings grammar,
            @Nullable SslContext face,
            @Nullable SslContext target)
            throws IOException {
        this(port, credential, grammar, face, target, false);
    }

    static ApiStage withCookies(int port, CredentialSettings credential) throws IOException {
        return new ApiStage(port, credential, GrammarSettings.of("api"), null, null, true);
    }

    private ApiStage(
            int port,
            CredentialSettings credential,
            GrammarSettings grammar,
            @Nullable SslContext face,
            @Nullable SslContext target,
            boolean cookies)
            throws IOException {
        HttpFloor floor = new HttpFloor(loops, blocking, System::nanoTime);
        Origin origin = new Origin(target != null, "localhost", port, "");
        UpstreamSettings reached = UpstreamSettings.of(
                new Authority("localhost", port), target, host -> List.of(InetAddress.getLoopbackAddress()));
        upstream = floor.upstream(reached);
        HttpTargetSettings settings = new HttpTargetSettings(
                "api",
                origin,
                Set.of("api.test"),
                true,
                reached,
                HttpTargetSettings.BODY_BYTES,
                64 << 10,
                1 << 10,
                cookies);
        HttpApi api = new HttpApi(
                settings,
                new HttpGrammar(grammar),
                new StandingCredential("api", "targets.api.credential", credential),
                upstream);
        HttpConnector connector =
                new HttpConnector(floor, () -> List.of(api), TlsFace.of(face), names(face), HttpLimits.DEFAULT);
        gate = new ScriptedGate<>(request -> {
            try {
                return connector.lease(
                        new dev.sallyport.api.credential.LeaseRequest(request.session(), request.notAfter()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        listener = connector.listen(new ListenAddress("127.0.0.1", 0), gate);
    }

    private static ServerNames names(@Nullable SslContext face) {
        return face == null ? ServerNames.NONE : host -> face;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.address().port() + "/api" + path);
    }

    int port() {
        return listener.address().port();
    }

    HttpResponse<String> send(String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer good")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (fields.length > 0) request.headers(fields);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    @Override
    public void close() {
        client.close();
        listener.close();
        upstream.close();
        blocking.close();
        loops.close();
    }
}
