package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A token endpoint (RFC 6749 section 3.2). Safe on every thread; blocks.
public final class TokenEndpoint {

    private static final SecretAccess TO_ASK =
            SecretAccess.because("the authorization server answers only to whom it knows");

    private final Errands errands;
    private final String path;
    private final ClientAuthentication client;
    private final TokenTimes times;
    private final InstantSource clock;

    /// @param path of its address
    public TokenEndpoint(
            Errands errands, String path, ClientAuthentication client, TokenTimes times, InstantSource clock) {
        this.errands = errands;
        this.path = path;
        this.client = client;
        this.times = times;
        this.clock = clock;
    }

    /// @param grant the parameters of the request, without those of the client
    /// @throws IOException when it gives none; the message holds no secret
    public Token ask(Map<String, String> grant) throws IOException, InterruptedException {
        Instant asked = clock.instant();
        return new TokenReply(asked, times.lifetime()).read(send(path, grant));
    }

    /// Ends a token at its server (RFC 7009). A token that the server does not know is ended too.
    ///
    /// @param where the path of its revocation endpoint
    /// @throws IOException when it does not say so
    public void revoke(String where, Secret token) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token.exposeText(TO_ASK));
        int status = send(where, form).status();
        if (status != 200) {
            throw new IOException("the authorization server did not revoke a token: status " + status);
        }
    }

    private Answer send(String where, Map<String, String> grant) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(grant);
        Fields fields = Fields.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
        Fields all = switch (client) {
            case ClientAuthentication.SecretBasic basic -> fields.and("authorization", basic(basic));
            case ClientAuthentication.SecretPost post -> {
                form.put("client_id", post.clientId());
                form.put("client_secret", text(post.secret()));
                yield fields;
            }
            case ClientAuthentication.Public open -> {
                form.put("client_id", open.clientId());
                yield fields;
            }
        };
        return errands.send("POST", where, all, encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    /// Both parts are form-encoded first (RFC 6749 section 2.3.1).
    private static String basic(ClientAuthentication.SecretBasic client) throws IOException {
        String pair = encoded(client.clientId()) + ":" + encoded(text(client.secret()));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SecretSource source) throws IOException {
        try (Secret secret = source.read()) {
            return secret.exposeText(TO_ASK);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
