package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Aws;
import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.presets.Preset;
import dev.sallyport.authmethods.spiffe.SpiffeAuthMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list of built-ins: every auth method and every connector that this build has, one line each.
final class Catalog {

    private Catalog() {}

    /// @param before the method of this name that it takes the place of; null for none
    static AuthMethod authMethod(
            String name, AuthMethodEntry entry, SecretReader secrets, @Nullable AuthMethod before, Instant now) {
        String where = entry.where();
        return switch (entry.proof()) {
            case Oidc oidc -> new OidcAuthMethod(OidcFrom.entry(name, oidc, where));
            case Kubernetes pods -> KubernetesFrom.entry(name, pods, where, secrets);
            case Oauth oauth -> OAuthFrom.method(OAuthFrom.entry(name, oauth, where, secrets), before, now);
            case Github github -> of(name, PresetFrom.entry(github), where);
            case Gitlab gitlab -> of(name, PresetFrom.entry(gitlab), where);
            case Gcp gcp -> of(name, PresetFrom.entry(gcp), where);
            case Azure azure -> of(name, PresetFrom.entry(azure), where);
            case Terraform terraform -> of(name, PresetFrom.entry(terraform), where);
            case Spiffe spiffe -> new SpiffeAuthMethod(SpiffeFrom.entry(name, spiffe, where));
            case Aws aws -> AwsFrom.method(AwsFrom.entry(name, aws, where), before, now);
        };
    }

    /// Begins to make it ready and changes nothing there yet.
    ///
    /// @param name the key under `targets`
    /// @param configuration that the entry is of
    /// @throws IOException when a secret or a file cannot be read; then nothing stays open
    static RunningTarget target(String name, TargetEntry entry, Configuration configuration, Ground ground)
            throws IOException {
        return switch (entry.protocol()) {
            case Postgres postgres -> RunningPostgres.learn(name, entry, postgres, configuration.instance(), ground);
            case Http http -> HttpFrom.target(name, entry, http, configuration, ground);
            case Llm llm -> LlmFrom.target(name, entry, llm, ground);
            case Mcp mcp -> McpFrom.target(name, entry, mcp, configuration, ground);
        };
    }

    private static AuthMethod of(String name, Preset platform, String where) {
        return new OidcAuthMethod(platform.settings(name, where));
    }

    /// @param before those that are in force, which may know what may be used only once
    static Map<String, AuthMethod> authMethods(
            Configuration configuration, SecretReader secrets, Map<String, AuthMethod> before, Instant now) {
        Map<String, AuthMethod> methods = new LinkedHashMap<>();
        configuration
                .authMethods()
                .forEach((name, entry) -> methods.put(name, authMethod(name, entry, secrets, before.get(name), now)));
        return methods;
    }
}
