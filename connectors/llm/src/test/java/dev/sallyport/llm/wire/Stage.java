package dev.sallyport.llm.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.llm.LlmConnector;
import dev.sallyport.llm.LlmTarget;
import dev.sallyport.llm.target.LlmTargetSettings;
import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.testkit.gateway.HeldThreads;
import dev.sallyport.testkit.model.ScriptedModel;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scripted provider, the connector on the real floor in front of it, and a gate that judges by names. Targets
/// `openai`, `anthropic` and `gemini` by path.
final class Stage implements AutoCloseable {

    static final String KEY = "sk-provider-key-0123456789";

    final ScriptedModel model;
    final ScriptedGate gate = new ScriptedGate();
    private final EventLoops loops = EventLoops.start(2);
    final HeldThreads blocking = new HeldThreads();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Upstream> upstreams;
    private final Listener listener;

    Stage() throws IOException {
        this(KEY);
    }

    /// @param key that the provider wants
    Stage(String key) throws IOException {
        this(ScriptedModel.start(key), KEY, 0, null);
    }

    /// Behind another gate than this one's own.
    Stage(Gate<ProviderKey> gate) throws IOException {
        this(ScriptedModel.start(KEY), KEY, 0, gate);
    }

    /// In front of another provider.
    ///
    /// @param key that the gateway shows it
    Stage(String key, int provider) throws IOException {
        this(ScriptedModel.start(key), key, provider, null);
    }

    /// @param other port of another provider than the model; 0 for none
    /// @param another gate than the stage's own; null for none
    private Stage(ScriptedModel model, String key, int other, @Nullable Gate<ProviderKey> another) throws IOException {
        this.model = model;
        HttpFloor floor = new HttpFloor(loops, blocking, System::nanoTime);
        Authority authority = new Authority("127.0.0.1", other == 0 ? model.port() : other);
        this.upstreams = List.of(upstream(floor, authority), upstream(floor, authority), upstream(floor, authority));
        List<LlmTarget> targets = List.of(
                target(LlmTargetSettings.openai("openai"), key, upstreams.get(0)),
                target(LlmTargetSettings.anthropic("anthropic"), key, upstreams.get(1)),
                target(LlmTargetSettings.gemini("gemini"), key, upstreams.get(2)));
        this.listener = new LlmConnector(floor, () -> targets, TlsFace.NONE, HttpLimits.DEFAULT)
                .listen(new ListenAddress("127.0.0.1", 0), another == null ? gate : another);
    }

    private static Upstream upstream(HttpFloor floor, Authority authority) {
        return floor.upstream(UpstreamSettings.of(authority, null, _ -> List.of(InetAddress.getLoopbackAddress())));
    }

    private static LlmTarget target(LlmTargetSettings settings, String key, Upstream upstream) {
        Provider provider = new Provider(settings, upstream, "", Optional.of(Secret.of(key)));
        return new LlmTarget(settings, provider, Set.of(), false);
    }

    String address(String target) {
        return "http://127.0.0.1:" + listener.address().port() + "/" + target;
    }

    HttpResponse<String> post(String target, String path, String body) throws IOException, InterruptedException {
        return send(request(target, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String target, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(target) + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + token);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String target, String path) {
        return HttpRequest.newBuilder(URI.create(address(target) + path))
                .timeout(Duration.ofSeconds(20))
                .header(
                        target.equals("openai") ? "authorization" : "x-api-key",
                        target.equals("openai") ? "Bearer good" : "good");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        listener.close();
        upstreams.forEach(Upstream::close);
        client.close();
        model.close();
        loops.close();
        blocking.close();
    }
}
