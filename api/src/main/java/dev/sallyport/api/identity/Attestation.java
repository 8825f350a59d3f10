package dev.sallyport.api.identity;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

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
