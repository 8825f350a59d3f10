package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.transport.http.Echoes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token that was fetched.
///
/// @param obtainedAt when it was asked for
/// @param expiresAt when the server lets it end
/// @param refresh the refresh token that came with it; null for none
/// @param echoes of every form in which it is shown
public record Token(
        Secret value,
        Instant obtainedAt,
        Instant expiresAt,
        @Nullable Secret refresh,
        Echoes echoes) {

    /// Shown as it is.
    public Token(Secret value, Instant obtainedAt, Instant expiresAt, @Nullable Secret refresh) {
        this(value, obtainedAt, expiresAt, refresh, Echoes.of(List.of(value)));
    }

    /// When to begin to look for the next one: so long before the end, but never in the first half of
    /// its life.
    Instant renewAt(Duration ahead) {
        Duration life = Duration.between(obtainedAt, expiresAt);
        Duration before = ahead.compareTo(life.dividedBy(2)) < 0 ? ahead : life.dividedBy(2);
        return expiresAt.minus(before);
    }

    @Override
    public String toString() {
        return "Token[until " + expiresAt + "]";
    }
}
