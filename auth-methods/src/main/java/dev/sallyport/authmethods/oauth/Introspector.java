package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.web.Answer;
import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.authmethods.web.Call;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Asks the authorization server about a token (RFC 7662 §2). Safe on every thread; blocks within the time-out, twice
/// when many ask at once.
final class Introspector implements AutoCloseable {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final SecretAccess TO_ASK =
            SecretAccess.because("the authorization server answers only to whom it knows");

    private final TokenForm.Introspected settings;
    private final String issuer;
    private final BoundedHttp http;
    private final Semaphore free;

    /// @param issuer whom an assertion of the gateway is meant for
    Introspector(TokenForm.Introspected settings, String issuer) {
        this.settings = settings;
        this.issuer = issuer;
        this.http = new BoundedHttp(settings.timeout(), MAX_ANSWER, settings.tls());
        this.free = new Semaphore(settings.atOnce());
    }

    /// The answer (RFC 7662 §2.2), whatever it says.
    ///
    /// @throws NotProven when there is none that can be believed
    SortedMap<String, Object> ask(String token, Instant now) throws NotProven, InterruptedException {
        if (!free.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw unavailable("too many questions at once");
        }
        try {
            return read(http.send(question(token, now)));
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        } finally {
            free.release();
        }
    }

    private Call question(String token, Instant now) throws IOException {
        String form = "token=" + encoded(token) + "&token_type_hint=access_token";
        return switch (settings.client()) {
            case ClientAuthentication.PrivateKeyJwt client ->
                Call.post(
                        settings.endpoint(),
                        FORM,
                        form + "&client_id=" + encoded(client.clientId()) + "&client_assertion_type="
                                + encoded(ClientAssertion.TYPE) + "&client_assertion="
                                + ClientAssertion.by(client, issuer, now));
            case ClientAuthentication.SecretBasic client ->
                Call.post(settings.endpoint(), FORM, form).with("Authorization", basic(client));
        };
    }

    /// Both parts are form-encoded first (RFC 6749 §2.3.1).
    private static String basic(ClientAuthentication.SecretBasic client) throws IOException {
        try (Secret secret = client.secret().read()) {
            String pair = encoded(client.clientId()) + ":" + encoded(secret.exposeText(TO_ASK));
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SortedMap<String, Object> read(Answer answer) throws NotProven, IOException {
        switch (answer.status()) {
            case 200 -> {}
            case 401, 403 -> throw unavailable("it does not accept the gateway as a client");
            default -> throw unavailable("it answered with status " + answer.status());
        }
        SortedMap<String, Object> said = Json.object(answer.body());
        if (!(said.get("active") instanceof Boolean)) {
            throw unavailable("its answer does not say whether the token is active");
        }
        return said;
    }

    private static NotProven unavailable(String why) {
        return new NotProven(KEYS_UNAVAILABLE, "the authorization server cannot be asked about the token: " + why);
    }

    @Override
    public void close() {
        http.close();
    }
}
