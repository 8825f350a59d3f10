package dev.sallyport.api.identity;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a workload presented, unchecked. Never forwarded to a target, never written to the trail: `toString` is
/// redacted.
public sealed interface Attestation {

    /// A token from a header or a password field, as it came.
    record BearerToken(String token) implements Attestation {
        @Override
        public String toString() {
            return "BearerToken[" + token.length() + " characters]";
        }
    }

    /// A token together with what shows that its bearer may use it: the client certificate of the same TLS
    /// connection (RFC 8705), a proof of possession for one request (RFC 9449), or both. Whoever checks a token
    /// that names a key (`cnf`) refuses it when that key is not proved here.
    ///
    /// @param chain the client's certificates, leaf first, possession proved by the handshake; empty for none
    /// @param proof a DPoP proof for this very request; null for none
    /// @param peer the client's address
    record BoundToken(
            String token,
            List<X509Certificate> chain,
            @Nullable RequestProof proof,
            String peer) implements Attestation {
        public BoundToken {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return "BoundToken[" + token.length() + " characters, " + chain.size() + " certificates, "
                    + (proof == null ? "no proof]" : "a proof]");
        }
    }

    /// A DPoP proof (RFC 9449 section 4) and the request that it came with, both unchecked.
    ///
    /// @param uri the request's address as the client knows it, without query and fragment
    record RequestProof(String jwt, String method, URI uri) {
        @Override
        public String toString() {
            return "RequestProof[" + method + " " + uri.getHost() + "]";
        }
    }

    /// A client certificate chain from a TLS handshake, leaf first; possession of the key was proved by the
    /// handshake.
    record CertificateChain(List<X509Certificate> chain) implements Attestation {
        public CertificateChain {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return "CertificateChain[" + chain.size() + " certificates]";
        }
    }

    /// A request signed with cloud credentials, such as AWS STS `GetCallerIdentity`, to be sent by the gateway.
    record SignedCloudRequest(String method, URI uri, Map<String, String> headers, String body) implements Attestation {
        public SignedCloudRequest {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "SignedCloudRequest[" + method + " " + uri.getHost() + "]";
        }
    }
}
