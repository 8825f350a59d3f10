package dev.sallyport.llm.wire;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.RequestReader;
import dev.sallyport.llm.request.TokenBound;
import dev.sallyport.llm.target.LlmTargetSettings;
import dev.sallyport.transport.http.Body;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One provider, as every exchange with it sees it. Safe on every thread.
public final class Provider {

    /// What of a request's fields goes to the provider; besides these, what the SDKs say of themselves.
    private static final Set<String> PASSED = Set.of(
            "accept",
            "accept-language",
            "user-agent",
            "anthropic-version",
            "anthropic-beta",
            "anthropic-dangerous-direct-browser-access",
            "openai-beta",
            "idempotency-key",
            "x-client-request-id",
            "x-goog-api-client");

    private final LlmTargetSettings settings;
    private final Upstream upstream;
    private final String basePath;
    private final Optional<Secret> key;
    private final Echoes echoes;
    private final Seen seen;
    private final RequestReader reader;
    private final TokenBound bound;
    private final Uses uses;

    /// @param basePath what comes before `/v1` at the provider; begins with `/`, or is empty
    /// @param key empty for a provider that wants none, such as a model server on the same machine
    public Provider(LlmTargetSettings settings, Upstream upstream, String basePath, Optional<Secret> key) {
        this.settings = settings;
        this.upstream = upstream;
        this.basePath = basePath;
        this.key = key;
        this.echoes = Echoes.of(key.map(List::of).orElse(List.of()));
        this.seen = new Seen(settings.limits().remembered());
        this.reader = new RequestReader(settings.extraFields());
        this.bound = new TokenBound(
                settings.pricing().mediaTokens(), settings.pricing().outputTokens());
        this.uses = new Uses(settings);
    }

    LlmTargetSettings settings() {
        return settings;
    }

    Seen seen() {
        return seen;
    }

    RequestReader reader() {
        return reader;
    }

    TokenBound bound() {
        return bound;
    }

    Uses uses() {
        return uses;
    }

    public Upstream upstream() {
        return upstream;
    }

    public String basePath() {
        return basePath;
    }

    /// What goes out for a permitted request.
    ///
    /// @param path with its query, behind the base path
    UpstreamRequest request(Api api, RequestHead head, String path, byte[] body) {
        Fields passed = head.fields().keeping(field -> passes(field.name()));
        Fields fields = api == Api.MODELS ? passed : passed.with("content-type", "application/json");
        return new UpstreamRequest(
                upstream,
                head.method(),
                basePath + path,
                key.map(secret -> keyed(fields, secret)).orElse(fields),
                api == Api.MODELS ? Body.NONE : new Body.Bytes(body),
                "",
                echoes);
    }

    private Fields keyed(Fields fields, Secret secret) {
        String text = secret.exposeText(SecretAccess.because("the provider wants its key in each request"));
        boolean bearer = settings.key() == LlmTargetSettings.KeyHeader.BEARER;
        return fields.with(settings.key().header(), bearer ? "Bearer " + text : text);
    }

    private static boolean passes(String name) {
        return PASSED.contains(name) || name.startsWith("x-stainless-");
    }
}
