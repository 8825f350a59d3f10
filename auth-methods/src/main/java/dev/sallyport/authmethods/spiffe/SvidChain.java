package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import dev.sallyport.authmethods.jwt.NotProven;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What a chain must look like to be an X.509-SVID (X509-SVID §2 to §4), whoever signed it. The
/// signatures, the times and the rest of RFC 5280 are [CertificatePath]'s.
final class SvidChain {

    private static final int URI = 6;
    private static final String KEY_USAGE = "2.5.29.15";
    private static final List<String> FOR_CLIENTS = List.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CERTIFICATE_SIGNING = 5;
    private static final int REVOCATION_SIGNING = 6;

    private SvidChain() {}

    static void size(List<X509Certificate> chain, SvidLimits limits) throws NotProven {
        if (chain.isEmpty()) throw new NotProven(UNSUPPORTED, "no client certificate was presented");
        if (chain.size() > limits.maxChain())
            throw new NotProven(TOO_LARGE, "a chain of more than " + limits.maxChain() + " certificates is not read");
        long bytes = 0;
        for (X509Certificate one : chain) bytes += encoded(one).length;
        if (bytes > limits.maxChainSize())
            throw new NotProven(TOO_LARGE, "a chain of more than " + limits.maxChainSize() + " bytes is not read");
    }

    private static byte[] encoded(X509Certificate certificate) throws NotProven {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException _) {
            throw malformed("a certificate of the chain cannot be read");
        }
    }

    /// §2: exactly one URI, which is the SPIFFE id. Other kinds of names are none of our business.
    static Identity identity(X509Certificate leaf) throws NotProven {
        List<String> uris = uris(leaf);
        if (uris.isEmpty()) throw malformed("the certificate has no URI name, so it is no X.509-SVID");
        if (uris.size() > 1) throw malformed("the certificate has more than one URI name, so it is no X.509-SVID");
        return Identity.ofWorkload(uris.getFirst());
    }

    /// §4.1 to §4.3.
    static void leaf(X509Certificate leaf) throws NotProven {
        if (leaf.getBasicConstraints() != -1)
            throw malformed("the certificate is that of an authority, which is no workload");
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null || !isCritical(leaf, KEY_USAGE))
            throw malformed("the certificate does not say what its key is for (critical key usage)");
        if (!usage[DIGITAL_SIGNATURE]) throw malformed("the certificate's key is not for signatures (key usage)");
        if (usage[CERTIFICATE_SIGNING] || usage[REVOCATION_SIGNING])
            throw malformed("the certificate's key may sign certificates or revocations (key usage)");
    }

    private static boolean isCritical(X509Certificate certificate, String oid) {
        var oids = certificate.getCriticalExtensionOIDs();
        return oids != null && oids.contains(oid);
    }

    /// §4.4: who shows it as a client must be meant to be one.
    static void forClients(X509Certificate leaf) throws NotProven {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && purposes.stream().noneMatch(FOR_CLIENTS::contains))
                throw new NotProven(WRONG_AUDIENCE, "the certificate is not for clients (extended key usage)");
        } catch (CertificateParsingException _) {
            throw malformed("the certificate's extended key usage cannot be read");
        }
    }

    /// §3.2: the SPIFFE id of a signing certificate, if it has one, has no path; that of the leaf's own
    /// signer names the leaf's trust domain.
    static void signers(List<X509Certificate> signers, Identity leaf) throws NotProven {
        for (int i = 0; i < signers.size(); i++) {
            Optional<Identity> signer = signer(signers.get(i));
            if (signer.isEmpty()) continue;
            if (!signer.get().path().isEmpty())
                throw malformed("a signing certificate of the chain is that of a workload `" + signer.get() + "`");
            if (i == 0 && !signer.get().trustDomain().equals(leaf.trustDomain()))
                throw malformed("the certificate was signed in another trust domain `" + signer.get() + "`");
        }
    }

    private static Optional<Identity> signer(X509Certificate certificate) throws NotProven {
        List<String> ids = uris(certificate).stream()
                .filter(uri -> uri.startsWith("spiffe:"))
                .toList();
        if (ids.size() > 1) throw malformed("a signing certificate of the chain has more than one SPIFFE id");
        return ids.isEmpty() ? Optional.empty() : Optional.of(Identity.parse(ids.getFirst()));
    }

    private static List<String> uris(X509Certificate certificate) throws NotProven {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) return List.of();
            return names.stream()
                    .filter(name -> Integer.valueOf(URI).equals(name.getFirst()))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException _) {
            throw malformed("the certificate's names cannot be read");
        }
    }

    private static NotProven malformed(String what) {
        return new NotProven(MALFORMED, what);
    }
}
