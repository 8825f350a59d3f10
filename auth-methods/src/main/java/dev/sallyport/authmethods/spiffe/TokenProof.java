package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;

import dev.sallyport.authmethods.jwt.ClaimRules;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.HeaderRules;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.SignatureCheck;
import dev.sallyport.authmethods.jwt.TokenRules;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Checks JWT-SVIDs (SPIFFE JWT-SVID §2 to §4): no `iss` is needed, for `sub` names the trust domain
/// whose keys must have signed it.
final class TokenProof {

    /// §2.1: EdDSA is not among them.
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /// §2.2.
    private static final Set<String> TYPES = Set.of("", "jwt", "jose");

    private final Domains domains;
    private final int maxSize;
    private final HeaderRules header = new HeaderRules(ALGORITHMS, TYPES);
    private final ClaimRules rules;

    TokenProof(Domains domains, Set<String> audiences, SvidLimits limits) {
        this.domains = domains;
        this.maxSize = limits.maxTokenSize();
        this.rules = new ClaimRules(
                audiences, new TokenRules(ALGORITHMS, limits.skew(), limits.maxTokenSize(), TokenRules.ANY_AGE));
    }

    /// What was proved.
    record Token(Identity who, SortedMap<String, Object> claims, Instant validUntil) {}

    Token prove(String text, Instant now) throws NotProven, InterruptedException {
        if (text.length() > maxSize)
            throw new NotProven(TOO_LARGE, "a token longer than " + maxSize + " characters is not read");
        CompactToken token = CompactToken.parse(text);
        Identity who = Identity.ofWorkload(Json.text(token.claims(), "sub"));
        Domain domain = domains.of(who);
        header.check(token.header());
        header.algorithm(token.header());
        String kid = header.keyId(token.header());
        SignatureCheck.verify(token, header, keysWith(kid, domain, now));
        Instant end = rules.check(token.claims(), now);
        domain.admits(who);
        return new Token(who, token.claims(), end);
    }

    private static KeySet keysWith(String kid, Domain domain, Instant now) throws NotProven, InterruptedException {
        TrustBundle bundle = domain.bundle(now);
        Optional<KeySet> keys = bundle.keys();
        if (keys.isEmpty() || !keys.get().has(kid))
            keys = domain.newer(bundle, now).keys();
        return keys.orElseThrow(() -> new NotProven(KEYS_UNAVAILABLE, "the trust bundle has no key for JWT-SVIDs"));
    }
}
