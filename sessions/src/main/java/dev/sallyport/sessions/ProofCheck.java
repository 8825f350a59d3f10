package dev.sallyport.sessions;

import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.RefusalReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Checks DPoP proofs (RFC 9449 section 4.3): signature, method, address, age, that it was not used before.
@FunctionalInterface
public interface ProofCheck {

    /// @param accessToken that the proof must name by its hash (`ath`); null for a request without one
    Checked check(RequestProof proof, @Nullable String accessToken, Instant now);

    sealed interface Checked {

        /// @param thumbprint of the key (RFC 7638), base64url
        record Proved(String thumbprint) implements Checked {}

        record Refused(RefusalReason reason, String detail) implements Checked {}
    }
}
