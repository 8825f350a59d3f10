package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;

import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.HeaderRules;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.SignatureAlgorithm;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// Checks DPoP proofs (RFC 9449 §4.3) and remembers each until it is too old, so that none is used twice. Prove the
/// access token first. Safe on every thread; never blocks.
public final class ProofVerifier {

    private final ProofRules rules;
    private final HeaderRules header;
    private final ProofClaims claims;
    private final SeenProofs seen;
    private final Instant since;

    /// Remembers from nothing. Proofs used at an earlier process could be used again while they are fresh.
    public ProofVerifier(ProofRules rules) {
        this(rules, Instant.MIN);
    }

    /// @param since a proof made before it is refused, for it may have been used where nobody remembers
    public ProofVerifier(ProofRules rules, Instant since) {
        this(rules, new SeenProofs(rules), since);
    }

    /// With other rules, and the memory of the one whose place it takes.
    public ProofVerifier(ProofRules rules, ProofVerifier before) {
        this(rules, before.seen, before.since);
        seen.adopt(rules);
    }

    private ProofVerifier(ProofRules rules, SeenProofs seen, Instant since) {
        this.rules = rules;
        this.header = new HeaderRules(rules.algorithms(), Set.of("dpop+jwt"));
        this.claims = new ProofClaims(rules.window(), rules.skew(), since);
        this.seen = seen;
        this.since = since;
    }

    /// The thumbprint (RFC 7638, SHA-256) of the key whose possession is proved: what `cnf.jkt` holds.
    ///
    /// @throws NotProven with the reason; the proof then counts as unused, unless it was used before
    public String verify(RequestProof proof, Expected expected, Instant now) throws NotProven {
        if (proof.jwt().length() > rules.maxSize()) {
            throw new NotProven(TOO_LARGE, "a proof longer than " + rules.maxSize() + " characters is not read");
        }
        CompactToken jwt = CompactToken.parse(proof.jwt());
        header.check(jwt.header());
        ProofKey key = signed(jwt);
        claims.check(jwt.claims(), proof, expected.accessToken(), now);
        if (!expected.thumbprint().isEmpty() && !expected.thumbprint().equals(key.thumbprint())) {
            throw new NotProven(NOT_THE_HOLDER, "the proof is of another key than the token's (cnf)");
        }
        seen.remember(key.thumbprint(), ProofClaims.id(jwt.claims()), now);
        return key.thumbprint();
    }

    private ProofKey signed(CompactToken jwt) throws NotProven {
        SignatureAlgorithm algorithm = header.algorithm(jwt.header());
        if (!(jwt.header().get("jwk") instanceof Map<?, ?> members)) {
            throw new NotProven(MALFORMED, "the proof does not show its key (jwk)");
        }
        ProofKey key = ProofKey.read(members);
        if (!key.key().fits(algorithm)) {
            throw new NotProven(ALGORITHM_NOT_ALLOWED, "the proof's algorithm is not one for its key");
        }
        if (!key.key().signed(jwt, algorithm)) {
            throw new NotProven(BAD_SIGNATURE, "the proof's signature does not match its content");
        }
        return key;
    }

    /// Proofs remembered now.
    int remembered() {
        return seen.size();
    }
}
