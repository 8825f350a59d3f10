package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.json.JsonReader;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.transport.http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a token endpoint answers (RFC 6749 sections 5.1 and 5.2).
///
/// @param asked when it was asked: a token's life begins no later
/// @param lifetime where the server does not say
record TokenReply(Instant asked, Duration lifetime) {

    private static final JsonReader JSON = new JsonReader(JsonLimits.forBytes(Errands.MOST_BYTES));
    private static final int SHORTEST = 6;
    private static final int LONGEST = 16_384;

    /// @throws IOException when there is no usable token in it; of its content only the error code is
    ///     repeated
    Token read(Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("the token endpoint gave no token: " + error(answer));
        }
        Json said = json(answer).orElseThrow(() -> unusable("is no JSON"));
        if (!said.text("token_type").orElse("").equalsIgnoreCase("bearer")) {
            throw unusable("holds no bearer token");
        }
        String token = said.text("access_token").orElse("");
        if (!isToken(token)) {
            throw unusable("holds no usable token");
        }
        return new Token(Secret.of(token), asked, asked.plus(life(said)), refresh(said));
    }

    /// It goes into a header field, and has to be found again in answers.
    static boolean isToken(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static @org.jspecify.annotations.Nullable Secret refresh(Json said) {
        return said.text("refresh_token")
                .filter(TokenReply::isToken)
                .map(Secret::of)
                .orElse(null);
    }

    private Duration life(Json said) throws IOException {
        Optional<Json> seconds = said.member("expires_in");
        if (seconds.isEmpty()) {
            return lifetime;
        }
        String text = switch (seconds.get()) {
            case Json.Numeral number -> number.text();
            case Json.Text quoted -> quoted.text(); // some servers quote it
            case Json.Truth _, Json.Null _, Json.Members _, Json.Elements _ -> "";
        };
        if (!text.matches("[0-9]{1,9}") || text.matches("0+")) {
            throw unusable("does not say how long its token lives");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String error(Answer answer) {
        String code = json(answer).flatMap(said -> said.text("error")).orElse("");
        return code.matches("[a-z_]{1,40}") ? code : "status " + answer.status();
    }

    private static Optional<Json> json(Answer answer) {
        try {
            return Optional.of(JSON.read(answer.body()));
        } catch (Unclear _) {
            return Optional.empty();
        }
    }

    private static IOException unusable(String why) {
        return new IOException("the answer of the token endpoint " + why);
    }
}
