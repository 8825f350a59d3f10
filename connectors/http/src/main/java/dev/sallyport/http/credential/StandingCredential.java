package dev.sallyport.http.credential;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.http.target.CredentialSettings;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Scrubbable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// A secret that the configuration names and that stays the same: in a header field, in the query, as
/// Basic (RFC 7617), or none at all.
public final class StandingCredential implements Credential {

    private static final SecretAccess WHY = SecretAccess.because("it is put into a request to its target");

    private final String target;
    private final CredentialSettings settings;
    private final Echoes echoes;

    /// @param path of the configuration, for what is wrong with it
    /// @throws IllegalArgumentException when the secret is too short, or cannot stand in a field
    public StandingCredential(String target, String path, CredentialSettings settings) {
        this.target = target;
        this.settings = settings;
        secrets().forEach(secret -> usable(path, secret));
        this.echoes = Echoes.of(forms(settings));
    }

    /// Every form in which it is shown.
    private static List<Secret> forms(CredentialSettings settings) {
        return switch (settings) {
            case CredentialSettings.None _ -> List.of();
            case CredentialSettings.Header header -> List.of(header.secret());
            case CredentialSettings.Query query -> List.of(query.secret(), Secret.of(encoded(query)));
            case CredentialSettings.Basic basic -> List.of(basic.password(), Secret.of(pair(basic)));
        };
    }

    /// @param path of the configuration
    /// @throws IllegalArgumentException when the secret is too short, or cannot stand in a field
    public static Secret usable(String path, Secret secret) {
        String text = Scrubbable.secret(path, secret).exposeText(WHY);
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f))
            throw new IllegalArgumentException(path + ": the secret has a character that cannot stand in a field");
        return secret;
    }

    private List<Secret> secrets() {
        return switch (settings) {
            case CredentialSettings.None _ -> List.of();
            case CredentialSettings.Header header -> List.of(header.secret());
            case CredentialSettings.Query query -> List.of(query.secret());
            case CredentialSettings.Basic basic -> List.of(basic.password());
        };
    }

    @Override
    public Set<String> fields() {
        return switch (settings) {
            case CredentialSettings.Header header -> Set.copyOf(List.of(header.name(), "authorization"));
            case CredentialSettings.None _, CredentialSettings.Query _, CredentialSettings.Basic _ ->
                Set.of("authorization");
        };
    }

    @Override
    public ApiLease lease(LeaseRequest request) {
        return new StandingLease(target, request.notAfter(), this);
    }

    Injected inject(Outgoing request) {
        return switch (settings) {
            case CredentialSettings.None _ -> new Injected(request.path(), request.fields(), echoes);
            case CredentialSettings.Header header -> header(request, header);
            case CredentialSettings.Query query -> query(request, query);
            case CredentialSettings.Basic basic ->
                new Injected(request.path(), request.fields().with("authorization", "Basic " + pair(basic)), echoes);
        };
    }

    private Injected header(Outgoing request, CredentialSettings.Header header) {
        String value = header.prefix() + header.secret().exposeText(WHY);
        return new Injected(request.path(), request.fields().with(header.name(), value), echoes);
    }

    /// What the agent sent under the name is dropped: two would be read differently by different servers.
    private Injected query(Outgoing request, CredentialSettings.Query query) {
        String path = QueryText.without(request.path(), query.name());
        String mark = path.contains("?") ? "&" : "?";
        String name = URLEncoder.encode(query.name(), StandardCharsets.UTF_8);
        return new Injected(path + mark + name + "=" + encoded(query), request.fields(), echoes);
    }

    private static String encoded(CredentialSettings.Query query) {
        return URLEncoder.encode(query.secret().exposeText(WHY), StandardCharsets.UTF_8);
    }

    private static String pair(CredentialSettings.Basic basic) {
        byte[] pair = (basic.user() + ":" + basic.password().exposeText(WHY)).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }
}
