package dev.sallyport.authmethods.jwt;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// What a token must look like, whoever it names.
///
/// @param algorithms the signature algorithms accepted, such as `ES256`; each is pinned to its key type. `none` and
///     HMAC are configuration errors
/// @param skew how far the issuer's clock and ours may be apart: granted to `exp`, `nbf` and `iat`
/// @param maxSize characters; a longer token is refused unread
/// @param maxAge since `iat`, which must then be there; [#ANY_AGE] when the token's own `exp` is enough
public record TokenRules(Set<String> algorithms, Duration skew, int maxSize, Duration maxAge) {

    public static final Duration ANY_AGE = ChronoUnit.FOREVER.getDuration();

    /// RS256, ES256 and EdDSA; 30 s; 16 KiB; any age.
    public static final TokenRules DEFAULT =
            new TokenRules(Set.of("RS256", "ES256", "EdDSA"), Duration.ofSeconds(30), 16 * 1024, ANY_AGE);

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
    }
}
