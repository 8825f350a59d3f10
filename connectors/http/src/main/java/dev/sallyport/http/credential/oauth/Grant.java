package dev.sallyport.http.credential.oauth;

import dev.sallyport.http.credential.token.Token;
import dev.sallyport.http.credential.token.TokenEndpoint;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// By what right tokens are asked for. Blocks.
@FunctionalInterface
public interface Grant {

    /// @param scopes to ask for; none to leave it to the server
    Token ask(TokenEndpoint endpoint, Collection<String> scopes) throws IOException, InterruptedException;

    /// RFC 6749 section 4.4.
    static Grant clientCredentials() {
        return (endpoint, scopes) -> endpoint.ask(form("client_credentials", scopes));
    }

    /// With the scopes, when there are any.
    static Map<String, String> form(String type, Collection<String> scopes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", type);
        if (!scopes.isEmpty()) {
            form.put("scope", String.join(" ", scopes));
        }
        return form;
    }
}
