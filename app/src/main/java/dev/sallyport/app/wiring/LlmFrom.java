package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.KeyHeader;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.http.credential.StandingCredential;
import dev.sallyport.llm.LlmTarget;
import dev.sallyport.llm.target.LlmTargetSettings;
import dev.sallyport.llm.target.LlmTargetSettings.Limits;
import dev.sallyport.llm.target.LlmTargetSettings.Pricing;
import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.llm.wire.Provider;
import dev.sallyport.transport.http.Upstream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A provider of models.
final class LlmFrom {

    private LlmFrom() {}

    /// @throws IOException when a secret or a file cannot be read
    static RunningOverHttp<ProviderKey> target(String name, TargetEntry entry, Llm llm, Ground ground)
            throws IOException {
        Optional<Secret> key = key(name, llm, ground);
        Upstream upstream = UpstreamFrom.of(llm, llm.upstream(), ground);
        LlmTargetSettings settings = settings(name, llm);
        Provider provider = new Provider(settings, upstream, UpstreamFrom.base(llm.upstream()), key);
        LlmTarget target = new LlmTarget(settings, provider, UpstreamFrom.hosts(llm), llm.forward());
        Behind<ProviderKey> behind =
                new Behind<>(target, request -> new ProviderKey(name, request.notAfter()), upstream::close);
        return new RunningOverHttp<>(
                name, entry, HttpFiles.of(llm), ground.clock().instant(), behind);
    }

    private static Optional<Secret> key(String name, Llm llm, Ground ground) throws IOException {
        SecretReference reference = llm.key();
        return reference == null
                ? Optional.empty()
                : Optional.of(StandingCredential.usable(
                        "targets." + name + ".llm.key", ground.secrets().read(reference)));
    }

    static LlmTargetSettings settings(String name, Llm llm) {
        LlmTargetSettings usual = switch (llm.dialect()) {
            case OPENAI -> LlmTargetSettings.openai(name);
            case ANTHROPIC -> LlmTargetSettings.anthropic(name);
            case GEMINI -> LlmTargetSettings.gemini(name);
        };
        Limits limits = usual.limits();
        KeyHeader header = llm.keyHeader();
        return new LlmTargetSettings(
                name,
                usual.apis(),
                header == null ? usual.key() : header(header),
                llm.fetchHosts().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet()),
                llm.storing(),
                Set.copyOf(llm.extraFields()),
                new Pricing(llm.mediaTokens(), llm.outputTokens()),
                new Limits(
                        Math.toIntExact(llm.maxBody().bytes()),
                        limits.answerBytes(),
                        limits.eventBytes(),
                        limits.heldBytes(),
                        limits.remembered()));
    }

    private static LlmTargetSettings.KeyHeader header(KeyHeader header) {
        return switch (header) {
            case BEARER -> LlmTargetSettings.KeyHeader.BEARER;
            case X_API_KEY -> LlmTargetSettings.KeyHeader.X_API_KEY;
            case API_KEY -> LlmTargetSettings.KeyHeader.API_KEY;
            case X_GOOG_API_KEY -> LlmTargetSettings.KeyHeader.X_GOOG_API_KEY;
        };
    }
}
