package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Aws;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.spiffe.SpiffeAuthMethod;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list of built-ins: every auth method and every connector that this build has, one line each.
final class Catalog {

    private Catalog() {}

    /// @param before the method of this name that it takes the place of; null for none
    static AuthMethod authMethod(String name, AuthMethodEntry entry, @Nullable AuthMethod before, Instant now) {
        return switch (entry.proof()) {
            case Oidc oidc -> new OidcAuthMethod(OidcFrom.entry(name, oidc, entry.where()));
            case Spiffe spiffe -> new SpiffeAuthMethod(SpiffeFrom.entry(name, spiffe, entry.where()));
            case Kubernetes pods -> new OidcAuthMethod(OidcFrom.entry(name, pods.oidc(), entry.where()));
            case Aws aws -> AwsFrom.method(AwsFrom.entry(name, aws, entry.where()), before, now);
        };
    }

    /// @param before those that are in force, which may know what may be used only once
    static Map<String, AuthMethod> authMethods(
            Configuration configuration, Map<String, AuthMethod> before, Instant now) {
        Map<String, AuthMethod> methods = new LinkedHashMap<>();
        configuration
                .authMethods()
                .forEach((name, entry) -> methods.put(name, authMethod(name, entry, before.get(name), now)));
        return methods;
    }
}
