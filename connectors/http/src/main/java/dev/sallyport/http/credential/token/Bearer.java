package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Puts a token into a request.
public final class Bearer {

    private static final SecretAccess WHY = SecretAccess.because("it is put into a request to its target");

    private Bearer() {}

    /// RFC 6750 section 2.1.
    public static Injected bearer(Outgoing request, Token token) {
        String text = token.value().exposeText(WHY);
        return new Injected(
                request.path(), request.fields().with("authorization", "Bearer " + text), List.of(token.value()));
    }

    /// As the password of Basic (RFC 7617), for clients and servers that know nothing else, such as
    /// Git's.
    public static Injected basic(Outgoing request, String user, Token token) {
        String pair = user + ":" + token.value().exposeText(WHY);
        String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Injected(
                request.path(),
                request.fields().with("authorization", "Basic " + base64),
                List.of(token.value(), Secret.of(base64)));
    }
}
