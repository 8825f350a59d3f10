package dev.sallyport.sessions;

import dev.sallyport.api.identity.Attestation;

/// What a token parameter and its connection show, in the words of the auth methods.
final class Proofs {

    private Proofs() {}

    /// @param token empty for a client that has only its certificate
    static Attestation of(String token, Caller caller) throws OAuthError.Raised {
        if (token.isEmpty()) {
            if (caller.chain().isEmpty())
                throw OAuthError.request("subject_token: send the platform's proof, or show a client certificate")
                        .raised();
            return new Attestation.CertificateChain(caller.chain());
        }
        return caller.chain().isEmpty() && caller.proof() == null
                ? new Attestation.BearerToken(token)
                : new Attestation.BoundToken(token, caller.chain(), caller.proof(), caller.peer());
    }

    /// What is asked about again later: without the proof for one request, which has been used.
    static Attestation kept(Attestation attestation) {
        return switch (attestation) {
            case Attestation.BoundToken bound ->
                new Attestation.BoundToken(bound.token(), bound.chain(), null, bound.peer());
            case Attestation.BearerToken _, Attestation.CertificateChain _, Attestation.SignedCloudRequest _ ->
                attestation;
        };
    }
}
