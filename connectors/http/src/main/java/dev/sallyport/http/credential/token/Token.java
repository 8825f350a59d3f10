package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token that was fetched.
///
/// @param obtainedAt when it was asked for
/// @param expiresAt when the server lets it end
/// @param refresh the refresh token that came with it; null for none
public record Token(
        Secret value,
        Instant obtainedAt,
        Instant expiresAt,
        @Nullable Secret refresh) {

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
