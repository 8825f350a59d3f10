package dev.sallyport.authmethods.oauth;

import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.InstanceClaims;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.SignatureAlgorithm;
import dev.sallyport.authmethods.web.SafeUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks for what must not be configured. Used once, on one thread.
final class OAuthProblems {

    private final OAuthSettings settings;
    private final String path;
    private final List<String> found = new ArrayList<>();

    OAuthProblems(OAuthSettings settings) {
        this.settings = settings;
        this.path = "authMethods." + settings.name();
    }

    List<String> found() {
        url("issuer", settings.issuer());
        if (settings.audiences().isEmpty() || settings.audiences().stream().anyMatch(String::isBlank)) {
            add("audience", "name the audience that tokens for this gateway carry", "");
        }
        switch (settings.form()) {
            case TokenForm.Signed signed -> signed(signed);
            case TokenForm.Introspected asked -> introspected(asked);
        }
        names();
        try {
            ClaimsCondition.compile(path + ".where", settings.where());
        } catch (IllegalArgumentException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return List.copyOf(found);
    }

    private void signed(TokenForm.Signed form) {
        switch (form.keys()) {
            case KeySource.DiscoveryUrl discovery ->
                url("discovery", discovery.url().toString());
            case KeySource.JwksUrl jwks -> url("jwksUri", jwks.url().toString());
            case KeySource.JwksFile _ -> {}
        }
        if (settings.token().algorithms().isEmpty()) {
            add("algorithms", "name at least one of " + SignatureAlgorithm.names(), "");
        }
        settings.token().algorithms().stream()
                .filter(name -> SignatureAlgorithm.named(name).isEmpty())
                .sorted()
                .forEach(name -> add("algorithms", "choose from " + SignatureAlgorithm.names(), name));
    }

    private void introspected(TokenForm.Introspected form) {
        url("introspection.endpoint", form.endpoint().toString());
        String client = switch (form.client()) {
            case ClientAuthentication.PrivateKeyJwt by -> by.clientId();
            case ClientAuthentication.SecretBasic by -> by.clientId();
        };
        if (client.isBlank()) {
            add("introspection.clientId", "name the client that the gateway is there", "");
        }
        if (form.cache().compareTo(Duration.ofMinutes(5)) > 0 || form.cache().isNegative()) {
            add("introspection.cache", "choose at most 5m: for so long a revocation is not seen", "" + form.cache());
        }
    }

    private void names() {
        if (settings.naming().subject().isBlank()
                || settings.naming().countedBy().isEmpty()) {
            add("countedBy", "name the claims that name the workload and that its limits are counted under", "");
        }
        settings.naming().countedBy().stream()
                .filter(claim -> claim.isBlank() || InstanceClaims.contains(claim))
                .forEach(
                        claim -> add("countedBy", "differs between the tokens of one workload; choose another", claim));
    }

    private void url(String key, String value) {
        String problem = SafeUrl.problemOf(value);
        if (!problem.isEmpty()) {
            add(key, problem, value);
        }
    }

    private void add(String key, String problem, String value) {
        found.add(path + ".oauth." + key + ": " + problem + (value.isEmpty() ? "" : " `" + value + "`"));
    }
}
