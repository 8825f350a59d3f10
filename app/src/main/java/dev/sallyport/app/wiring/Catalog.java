package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.authmethods.oauth.OAuthAuthMethod;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.presets.Preset;
import java.util.LinkedHashMap;
import java.util.Map;

/// The list of built-ins: every auth method and every connector that this build has, one line each.
final class Catalog {

    private Catalog() {}

    static AuthMethod authMethod(String name, AuthMethodEntry entry, SecretReader secrets) {
        String where = entry.where();
        return switch (entry.proof()) {
            case Oidc oidc -> new OidcAuthMethod(OidcFrom.entry(name, oidc, where));
            case Kubernetes pods -> KubernetesFrom.entry(name, pods, where, secrets);
            case Oauth oauth -> new OAuthAuthMethod(OAuthFrom.entry(name, oauth, where, secrets));
            case Github github -> of(name, PresetFrom.entry(github), where);
            case Gitlab gitlab -> of(name, PresetFrom.entry(gitlab), where);
            case Gcp gcp -> of(name, PresetFrom.entry(gcp), where);
            case Azure azure -> of(name, PresetFrom.entry(azure), where);
            case Terraform terraform -> of(name, PresetFrom.entry(terraform), where);
        };
    }

    private static AuthMethod of(String name, Preset platform, String where) {
        return new OidcAuthMethod(platform.settings(name, where));
    }

    static Map<String, AuthMethod> authMethods(Configuration configuration, SecretReader secrets) {
        Map<String, AuthMethod> methods = new LinkedHashMap<>();
        configuration.authMethods().forEach((name, entry) -> methods.put(name, authMethod(name, entry, secrets)));
        return methods;
    }
}
