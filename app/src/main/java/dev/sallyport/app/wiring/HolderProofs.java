package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.dpop.Expected;
import dev.sallyport.authmethods.dpop.Nonces;
import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.authmethods.dpop.ProofVerifier;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.sessions.ProofCheck;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// DPoP proofs at the session endpoint, each counted once; an auth method that checks the same proof
/// counts for itself.
final class HolderProofs implements ProofCheck {

    private final ProofVerifier verifier;
    private final @Nullable Nonces nonces;

    /// @param startedAt a proof made before may have been used where nobody remembers
    /// @param nonces of which each proof must carry one; null when none is asked for
    HolderProofs(Instant startedAt, @Nullable Nonces nonces) {
        this.verifier = new ProofVerifier(ProofRules.DEFAULT, startedAt);
        this.nonces = nonces;
    }

    /// For the next proof; empty when none is asked for.
    Optional<String> nonce(Instant now) {
        return Optional.ofNullable(nonces).map(all -> all.at(now));
    }

    @Override
    public Checked check(RequestProof proof, @Nullable String accessToken, Instant now) {
        Expected expected = accessToken == null ? Expected.ANY_KEY : Expected.of(accessToken, "");
        try {
            nonce(proof, now);
            return new Checked.Proved(verifier.verify(proof, expected, now));
        } catch (NotProven e) {
            Authentication.Refused refused = e.refused();
            return new Checked.Refused(refused.reason(), refused.detail());
        }
    }

    /// Before the signature, so that a proof that only lacks its nonce is not used up.
    private void nonce(RequestProof proof, Instant now) throws NotProven {
        if (nonces == null || proof.jwt().length() > ProofRules.DEFAULT.maxSize()) return;
        String nonce = Json.text(CompactToken.parse(proof.jwt()).claims(), "nonce");
        if (!nonces.accepts(nonce, now))
            throw new NotProven(
                    RefusalReason.NONCE_NEEDED,
                    "the proof needs the nonce of this answer's `DPoP-Nonce`; make another");
    }
}
