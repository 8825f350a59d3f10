package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.authmethods.jwt.NotProven;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Is whoever presents a proven token the holder of the key that it names (`cnf`)? A token that names a certificate
/// and a key wants both. Safe on every thread.
///
/// @param required whether a token that names no key is refused
public record HolderCheck(ProofVerifier proofs, boolean required) {

    private static final String CERTIFICATE = "x5t#S256";
    private static final String KEY = "jkt";

    /// Does nothing for a token without `cnf`, unless one is required. Call it last: it uses the proof up.
    ///
    /// @param claims proven ones
    /// @throws NotProven [dev.sallyport.api.identity.RefusalReason#NOT_THE_HOLDER] when the key was not shown; what
    ///     [ProofVerifier#verify] says of a bad proof
    public void check(Map<String, Object> claims, BoundToken presented, Instant now) throws NotProven {
        if (!claims.containsKey("cnf")) {
            unbound();
            return;
        }
        if (!(claims.get("cnf") instanceof Map<?, ?> confirmation) || confirmation.isEmpty()) {
            throw new NotProven(MALFORMED, "the token's cnf names no key");
        }
        if (!Set.of(CERTIFICATE, KEY).containsAll(confirmation.keySet())) {
            // RFC 7800 §3.1 lets one ignore what one does not know; then anyone could be the holder
            throw new NotProven(UNSUPPORTED, "the token is bound in a way (cnf) that cannot be checked here");
        }
        if (confirmation.containsKey(CERTIFICATE)) {
            certificate(named(confirmation, CERTIFICATE), presented.chain());
        }
        if (confirmation.containsKey(KEY)) {
            key(named(confirmation, KEY), presented, now);
        }
    }

    /// As [#check], for what was checked once: the certificate anew, since it was shown to whoever asks; a proof
    /// for one request has been used, and what it proved does not change.
    public void again(Map<String, Object> claims, BoundToken presented) throws NotProven {
        if (!claims.containsKey("cnf")) {
            unbound();
        } else if (claims.get("cnf") instanceof Map<?, ?> confirmation && confirmation.containsKey(CERTIFICATE)) {
            certificate(named(confirmation, CERTIFICATE), presented.chain());
        }
    }

    /// Never empty: an empty thumbprint would stand for any key.
    private static String named(Map<?, ?> confirmation, String member) throws NotProven {
        if (confirmation.get(member) instanceof String thumbprint && !thumbprint.isEmpty()) {
            return thumbprint;
        }
        throw new NotProven(MALFORMED, "the token's cnf names no key");
    }

    private void unbound() throws NotProven {
        if (required) {
            throw new NotProven(
                    NOT_THE_HOLDER, "the token is bound to no key (cnf); request one bound by DPoP or mutual TLS");
        }
    }

    private static void certificate(String thumbprint, List<X509Certificate> chain) throws NotProven {
        if (chain.isEmpty()) {
            throw new NotProven(
                    NOT_THE_HOLDER, "the token is bound to a client certificate, and the connection shows none");
        }
        if (!CertificateThumbprint.of(chain.getFirst()).equals(thumbprint)) {
            throw new NotProven(
                    NOT_THE_HOLDER, "the token is bound to another client certificate than the connection's");
        }
    }

    private void key(String thumbprint, BoundToken presented, Instant now) throws NotProven {
        RequestProof proof = presented.proof();
        if (proof == null) {
            throw new NotProven(NOT_THE_HOLDER, "the token is bound to a key; send a DPoP proof with it");
        }
        proofs.verify(proof, Expected.of(presented.token(), thumbprint), now);
    }
}
