package dev.sallyport.sessions;

import dev.sallyport.api.identity.Attestation.RequestProof;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who makes a request, as far as the connection shows it.
///
/// @param peer the client's address
/// @param chain its certificates, leaf first, possession proved by the handshake; empty for none
/// @param proof a DPoP proof for this request, unchecked; null for none
public record Caller(
        String peer, List<X509Certificate> chain, @Nullable RequestProof proof) {
    public Caller {
        chain = List.copyOf(chain);
    }
}
