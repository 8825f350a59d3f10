package dev.sallyport.authmethods.kubernetes;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.web.Answer;
import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.authmethods.web.Call;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Asks the API server about a token: a TokenReview of `authentication.k8s.io/v1`. Safe on every thread; blocks
/// within the time-out, twice when many ask at once.
final class TokenReviews implements AutoCloseable {

    private static final String API_VERSION = "authentication.k8s.io/v1";
    private static final String KIND = "TokenReview";
    private static final int MAX_ANSWER = 256 * 1024;
    private static final SecretAccess TO_ASK = SecretAccess.because("the API server answers only to whom it knows");

    private final ReviewSettings settings;
    private final URI place;
    private final BoundedHttp http;
    private final Semaphore free;

    TokenReviews(ReviewSettings settings) {
        this.settings = settings;
        this.place = URI.create(
                settings.server().toString().replaceAll("/+$", "") + "/apis/" + API_VERSION + "/tokenreviews");
        this.http = new BoundedHttp(settings.timeout(), MAX_ANSWER, settings.tls());
        this.free = new Semaphore(settings.atOnce());
    }

    /// The `status` of the review.
    ///
    /// @throws NotProven when there is no answer that can be believed: nothing is proved then
    Map<String, Object> status(String token, Set<String> audiences) throws NotProven, InterruptedException {
        if (!free.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw unavailable("too many questions at once");
        }
        try {
            return read(http.send(question(token, audiences)));
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        } finally {
            free.release();
        }
    }

    private Call question(String token, Set<String> audiences) throws IOException {
        String body = "{\"apiVersion\":\"" + API_VERSION + "\",\"kind\":\"" + KIND + "\",\"spec\":{\"token\":"
                + quoted(token) + ",\"audiences\":"
                + audiences.stream().sorted().map(TokenReviews::quoted).collect(Collectors.joining(",", "[", "]"))
                + "}}";
        try (Secret own = settings.token().read()) {
            return Call.post(place, "application/json", body)
                    .with("Authorization", "Bearer " + own.exposeText(TO_ASK).strip());
        }
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private static Map<String, Object> read(Answer answer) throws NotProven, IOException {
        switch (answer.status()) {
            case 200, 201 -> {}
            case 401 -> throw unavailable("it does not accept the gateway's own token");
            case 403 ->
                throw unavailable("the gateway may not create tokenreviews; bind its service account to the"
                        + " cluster role system:auth-delegator");
            default -> throw unavailable("it answered with status " + answer.status());
        }
        Map<String, Object> review = Json.object(answer.body());
        if (!Json.text(review, "kind").equals(KIND)
                || !Json.text(review, "apiVersion").equals(API_VERSION)
                || !(review.get("status") instanceof Map<?, ?> status)) {
            throw unavailable("its answer is no TokenReview of " + API_VERSION);
        }
        return status.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> String.valueOf(e.getKey()), Map.Entry::getValue));
    }

    private static NotProven unavailable(String why) {
        return new NotProven(KEYS_UNAVAILABLE, "the API server cannot be asked about the token: " + why);
    }

    @Override
    public void close() {
        http.close();
    }
}
