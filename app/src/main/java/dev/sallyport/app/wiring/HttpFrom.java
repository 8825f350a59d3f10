package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Cookies;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.grammar.http.GrammarSettings;
import dev.sallyport.grammar.http.HttpGrammar;
import dev.sallyport.grammar.http.MethodOverride;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.openapi.ApiDescription;
import dev.sallyport.grammar.http.openapi.InvalidDocument;
import dev.sallyport.grammar.http.target.TargetRules;
import dev.sallyport.http.HttpApi;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.target.HttpTargetSettings;
import dev.sallyport.http.target.Origin;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An HTTP target.
public final class HttpFrom {

    private HttpFrom() {}

    /// @throws IOException when a secret or a file cannot be read
    static RunningOverHttp<ApiLease> target(
            String name, TargetEntry entry, Http http, Configuration configuration, Ground ground) throws IOException {
        HttpGrammar grammar = new HttpGrammar(grammar(name, entry, http));
        UpstreamSettings reached = UpstreamFrom.settings(http, http.address(), http.ca(), ground);
        CredentialFrom.Made shown = new CredentialFrom(name, entry, http, configuration, ground).made();
        Upstream upstream = ground.floor().upstream(reached);
        HttpApi api = new HttpApi(settings(name, http, reached), grammar, shown.credential(), upstream);
        Behind<ApiLease> behind = new Behind<>(api, shown.credential()::lease, () -> {
            upstream.close();
            shown.closing().run();
        });
        return new RunningOverHttp<>(
                name, entry, HttpFiles.of(http), ground.clock().instant(), behind);
    }

    private static HttpTargetSettings settings(String name, Http http, UpstreamSettings reached) {
        return new HttpTargetSettings(
                name,
                origin(http.address()),
                UpstreamFrom.hosts(http),
                http.forward(),
                reached,
                Math.toIntExact(http.maxBody().bytes()),
                Math.toIntExact(http.maxAnswer().bytes()),
                http.hear().bytes(),
                http.credential() == null || http.cookies() == Cookies.PASS);
    }

    private static Origin origin(URI address) {
        Authority authority = UpstreamFrom.authority(address);
        return new Origin(UpstreamFrom.secure(address), authority.host(), authority.port(), UpstreamFrom.base(address));
    }

    /// How its requests are understood.
    ///
    /// @throws IOException when the OpenAPI document cannot be read or used
    public static GrammarSettings grammar(String name, TargetEntry entry, Http http) throws IOException {
        BodyLimits usual = BodyLimits.DEFAULT;
        return new GrammarSettings(
                name,
                Stream.of(UpstreamFrom.base(http.address()).split("/", -1))
                        .filter(segment -> !segment.isEmpty())
                        .toList(),
                description(http.openapi()),
                List.of(),
                http.outward(),
                new GrammarSettings.Protocols(http.graphql(), http.grpc(), http.git(), http.verbs()),
                MethodOverride.REFUSE,
                TargetRules.STRICT,
                new BodyLimits(
                        JsonLimits.forBytes(Math.toIntExact(http.maxBody().bytes())),
                        usual.parameters(),
                        usual.parts(),
                        usual.lines()),
                Math.toIntExact(entry.maxStatement().bytes()),
                GrammarSettings.DEFAULT_ARGUMENTS,
                sensitive(entry.sensitive()),
                true);
    }

    private static @Nullable ApiDescription description(@Nullable Path document) throws IOException {
        if (document == null) return null;
        try {
            return ApiDescription.read(Files.readAllBytes(document));
        } catch (InvalidDocument e) {
            throw new IOException("openapi: " + e.getMessage(), e);
        }
    }

    private static Map<String, Set<String>> sensitive(Map<String, List<String>> configured) {
        Map<String, Set<String>> sensitive = new LinkedHashMap<>();
        configured.forEach((resource, properties) -> sensitive.put(resource, Set.copyOf(properties)));
        return sensitive;
    }
}
