package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.authmethods.dpop.Expected;
import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.authmethods.dpop.ProofVerifier;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.sessions.ProofCheck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// DPoP proofs at the session endpoint, each counted once; an auth method that checks the same proof
/// counts for itself.
final class HolderProofs implements ProofCheck {

    private final ProofVerifier verifier;

    /// @param startedAt a proof made before may have been used where nobody remembers
    HolderProofs(Instant startedAt) {
        this.verifier = new ProofVerifier(ProofRules.DEFAULT, startedAt);
    }

    @Override
    public Checked check(RequestProof proof, @Nullable String accessToken, Instant now) {
        Expected expected = accessToken == null ? Expected.ANY_KEY : Expected.of(accessToken, "");
        try {
            return new Checked.Proved(verifier.verify(proof, expected, now));
        } catch (NotProven e) {
            Authentication.Refused refused = e.refused();
            return new Checked.Refused(refused.reason(), refused.detail());
        }
    }
}
