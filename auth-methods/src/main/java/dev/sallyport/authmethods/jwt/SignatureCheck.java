package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Did the issuer sign it, with a key it has now and an algorithm that is allowed for that key?
public record SignatureCheck(HeaderRules rules, KeyRing ring) {

    /// The keys it was proved with.
    public KeySet check(CompactToken token, Instant now) throws NotProven, InterruptedException {
        rules.check(token.header());
        rules.algorithm(token.header());
        KeySet keys = keysWith(rules.keyId(token.header()), now);
        verify(token, rules, keys);
        return keys;
    }

    /// With exactly these keys.
    public static void verify(CompactToken token, HeaderRules rules, KeySet keys) throws NotProven {
        SignatureAlgorithm algorithm = rules.algorithm(token.header());
        String kid = rules.keyId(token.header());
        if (fitting(keys, kid, algorithm).stream().noneMatch(key -> key.signed(token, algorithm))) {
            throw new NotProven(BAD_SIGNATURE, "the token's signature does not match its content");
        }
    }

    private static List<VerificationKey> fitting(KeySet keys, String kid, SignatureAlgorithm algorithm)
            throws NotProven {
        if (!keys.has(kid)) {
            throw new NotProven(UNKNOWN_KEY, "the issuer has no such key (kid) " + Quoted.of(kid));
        }
        List<VerificationKey> fitting =
                keys.named(kid).filter(key -> key.fits(algorithm)).toList();
        if (fitting.isEmpty()) {
            throw new NotProven(
                    ALGORITHM_NOT_ALLOWED,
                    "the token's algorithm is not the one its key is for " + Quoted.of(algorithm.joseName()));
        }
        return fitting;
    }

    /// The issuer may have a new key that we have not seen: asked once, not for every token.
    private KeySet keysWith(String kid, Instant now) throws NotProven, InterruptedException {
        KeySet keys = available(ring.current(now));
        return keys.has(kid) ? keys : available(ring.newerThan(keys, now));
    }

    private KeySet available(Optional<KeySet> keys) throws NotProven {
        return keys.orElseThrow(() -> new NotProven(KEYS_UNAVAILABLE, ring.problem()));
    }
}
