package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.KeySet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the two forms that bundles are published in: a JWK set of the SPIFFE kind (SPIFFE Trust Domain
/// and Bundle §4), and PEM certificates.
final class BundleDocument {

    private static final int MAX_AUTHORITIES = 100;
    private static final long MAX_HINT_SECONDS = 366L * 86_400;

    private BundleDocument() {}

    static TrustBundle read(byte[] document) throws IOException {
        int first = 0;
        while (first < document.length && Character.isWhitespace(document[first])) first++;
        return first < document.length && document[first] == '{' ? json(document) : pem(document);
    }

    /// As a bundle endpoint serves it.
    static TrustBundle json(byte[] document) throws IOException {
        Map<String, Object> members = Json.object(document);
        if (!(members.get("keys") instanceof List<?> entries))
            throw new IOException("not a SPIFFE bundle: `keys` is missing");
        List<X509Certificate> authorities = new ArrayList<>();
        List<Map<?, ?>> tokenKeys = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> key && "x509-svid".equals(key.get("use"))) authorities.add(authority(key));
            else if (entry instanceof Map<?, ?> key && "jwt-svid".equals(key.get("use"))) tokenKeys.add(key);
            // §4.2.2: an entry of another use, or of none, is ignored
        }
        if (authorities.isEmpty() && tokenKeys.isEmpty()) throw new IOException("the SPIFFE bundle names no authority");
        return new TrustBundle(
                distinct(authorities),
                tokenKeys.isEmpty() ? Optional.empty() : Optional.of(KeySet.reading(tokenKeys)),
                number(members, "spiffe_sequence"),
                Duration.ofSeconds(Math.min(number(members, "spiffe_refresh_hint"), MAX_HINT_SECONDS)));
    }

    /// As the Workload API sends them: a plain JWK set, whose keys need no `use`.
    static Optional<KeySet> tokenKeys(byte[] document) throws IOException {
        if (!(Json.object(document).get("keys") instanceof List<?> entries))
            throw new IOException("not a JWK set: `keys` is missing");
        return entries.isEmpty() ? Optional.empty() : Optional.of(KeySet.reading(entries));
    }

    /// §4.2.2: `x5c` holds exactly the one certificate.
    private static X509Certificate authority(Map<?, ?> key) throws IOException {
        if (key.get("x5c") instanceof List<?> list && list.size() == 1 && list.getFirst() instanceof String encoded) {
            try {
                List<X509Certificate> one = certificates(Base64.getDecoder().decode(encoded));
                if (one.size() == 1) return one.getFirst();
            } catch (IllegalArgumentException _) {
                // said below
            }
        }
        throw new IOException("an x509-svid key of the SPIFFE bundle does not hold one certificate in x5c");
    }

    private static TrustBundle pem(byte[] document) throws IOException {
        if (!new String(document, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----"))
            throw new IOException("neither PEM certificates nor a SPIFFE bundle");
        return TrustBundle.of(distinct(certificates(document)), Optional.empty());
    }

    /// PEM, or any number of DER certificates one after the other, as the Workload API sends them.
    static List<X509Certificate> certificates(byte[] encoded) throws IOException {
        try {
            List<X509Certificate> all = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(encoded))
                    .forEach(one -> all.add((X509Certificate) one));
            if (all.isEmpty()) throw new IOException("no certificate is in it");
            return all;
        } catch (CertificateException | RuntimeException _) {
            // the JDK's readers throw what they like at bytes that are no certificate
            throw new IOException("a certificate cannot be read");
        }
    }

    private static List<X509Certificate> distinct(List<X509Certificate> authorities) throws IOException {
        if (authorities.size() > MAX_AUTHORITIES)
            throw new IOException("a bundle of more than " + MAX_AUTHORITIES + " authorities is not read");
        return authorities.stream().distinct().toList();
    }

    private static long number(Map<String, Object> members, String name) throws IOException {
        Object value = members.get(name);
        if (value == null) return 0;
        if (value instanceof Long number && number >= 0) return number;
        throw new IOException("the SPIFFE bundle's " + name + " is not a whole number");
    }
}
