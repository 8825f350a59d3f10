package dev.sallyport.authmethods.dpop;

import java.time.Duration;
import java.util.Set;

/// What a DPoP proof must look like.
///
/// @param algorithms asymmetric ones only, such as `ES256`; others are never accepted
/// @param window how long after `iat` a proof is accepted
/// @param skew how far the holder's clock may be ahead or behind
/// @param maxSize characters; a longer proof is refused unread
/// @param remembered proofs that are remembered at once, of all keys; when there is no room, a proof is refused
/// @param rememberedPerKey the same for one key, so that one holder cannot take the room of all
public record ProofRules(
        Set<String> algorithms, Duration window, Duration skew, int maxSize, int remembered, int rememberedPerKey) {

    /// ES256, EdDSA, PS256 and RS256; 60 s and 5 s; 8 KiB; 100,000 proofs, 10,000 of one key.
    public static final ProofRules DEFAULT = new ProofRules(
            Set.of("ES256", "EdDSA", "PS256", "RS256"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            8 * 1024,
            100_000,
            10_000);

    public ProofRules {
        algorithms = Set.copyOf(algorithms);
    }
}
