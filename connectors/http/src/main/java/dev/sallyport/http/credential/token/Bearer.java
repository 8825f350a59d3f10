package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Puts a token into a request.
public final class Bearer {

    private static final SecretAccess WHY = SecretAccess.because("it is put into a request to its target");

    private Bearer() {}

    /// RFC 6750 section 2.1.
    public static Injected bearer(Outgoing request, Token token) {
        String text = token.value().exposeText(WHY);
        return new Injected(request.path(), request.fields().with("authorization", "Bearer " + text), token.echoes());
    }

    /// As the password of Basic (RFC 7617), for clients and servers that know nothing else, such as
    /// Git's.
    ///
    /// @param token whose echoes know it in this form too
    public static Injected basic(Outgoing request, String user, Token token) {
        String base64 = pair(user, token.value());
        return new Injected(request.path(), request.fields().with("authorization", "Basic " + base64), token.echoes());
    }

    /// User and token as Basic has them.
    public static String pair(String user, Secret token) {
        String pair = user + ":" + token.exposeText(WHY);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
