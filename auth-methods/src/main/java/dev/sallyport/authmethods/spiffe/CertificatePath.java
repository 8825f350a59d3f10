package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The JDK's path validation (RFC 5280 §6), at a given moment, against the authorities of one trust
/// domain: signatures, times, names, name constraints, path lengths, critical extensions, algorithms.
/// java-spiffe's own validator asks the system's clock, and so cannot be used.
final class CertificatePath {

    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    private CertificatePath() {}

    /// The moment at which the first certificate of the chain, or the authority, ends.
    ///
    /// @param lists the revocation lists that must settle every certificate of the chain; empty: not
    ///     asked
    static Instant validate(
            List<X509Certificate> chain, List<X509Certificate> authorities, Optional<List<X509CRL>> lists, Instant now)
            throws NotProven {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXParameters parameters = parameters(authorities, now);
            if (lists.isPresent()) revocation(validator, parameters, lists.get());
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) validator.validate(path, parameters);
            return end(chain, result.getTrustAnchor().getTrustedCert(), now);
        } catch (CertPathValidatorException e) {
            throw refusal(e);
        } catch (GeneralSecurityException | RuntimeException _) {
            // whatever else a hostile certificate makes of the JDK's reader
            throw new NotProven(MALFORMED, "the certificate chain cannot be read");
        }
    }

    private static PKIXParameters parameters(List<X509Certificate> authorities, Instant now)
            throws InvalidAlgorithmParameterException, NotProven {
        Set<TrustAnchor> anchors = authorities.stream()
                .map(authority -> new TrustAnchor(authority, constraints(authority)))
                .collect(Collectors.toCollection(HashSet::new));
        if (anchors.isEmpty())
            throw new NotProven(KEYS_UNAVAILABLE, "the trust bundle has no authority for X.509-SVIDs");
        PKIXParameters parameters = new PKIXParameters(anchors);
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false);
        return parameters;
    }

    /// The JDK heeds the constraints of an authority only when they are given separately: the
    /// extension's content without its OCTET STRING.
    @SuppressWarnings("NullAway") // the JDK takes null for none
    private static byte[] constraints(X509Certificate authority) {
        byte[] wrapped = authority.getExtensionValue(NAME_CONSTRAINTS);
        if (wrapped == null) return null;
        int header = (wrapped[1] & 0x80) == 0 ? 2 : 2 + (wrapped[1] & 0x7f);
        return java.util.Arrays.copyOfRange(wrapped, header, wrapped.length);
    }

    private static void revocation(CertPathValidator validator, PKIXParameters parameters, List<X509CRL> lists)
            throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        // no fetch, no OCSP, no soft failure: only what stands in the file
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
        parameters.setRevocationEnabled(true);
        parameters.addCertPathChecker(checker);
    }

    /// When the authority itself ends is not RFC 5280's business, but it is ours.
    private static Instant end(List<X509Certificate> chain, X509Certificate authority, Instant now) throws NotProven {
        if (!now.isBefore(authority.getNotAfter().toInstant()))
            throw new NotProven(EXPIRED, "the trust domain's authority has expired; renew the bundle");
        if (now.isBefore(authority.getNotBefore().toInstant()))
            throw new NotProven(NOT_YET_VALID, "the trust domain's authority is not valid yet; compare the clocks");
        Instant end = authority.getNotAfter().toInstant();
        for (X509Certificate one : chain) {
            Instant its = one.getNotAfter().toInstant();
            if (its.isBefore(end)) end = its;
        }
        // RFC 5280 §4.1.2.5 includes the last second; a proof that has no time left is none
        if (!now.isBefore(end)) throw new NotProven(EXPIRED, "the certificate has expired");
        return end;
    }

    private static NotProven refusal(CertPathValidatorException e) {
        String which = e.getIndex() <= 0 ? "the certificate" : "a signing certificate of the chain";
        return switch (e.getReason()) {
            case BasicReason basic -> new NotProven(reason(basic), which + " " + words(basic));
            case PKIXReason pkix -> new NotProven(reason(pkix), which + " " + words(pkix));
            default -> new NotProven(MALFORMED, which + " cannot be read");
        };
    }

    private static RefusalReason reason(BasicReason reason) {
        return switch (reason) {
            case EXPIRED -> EXPIRED;
            case NOT_YET_VALID -> NOT_YET_VALID;
            case REVOKED -> REVOKED;
            case UNDETERMINED_REVOCATION_STATUS -> KEYS_UNAVAILABLE;
            case INVALID_SIGNATURE -> BAD_SIGNATURE;
            case ALGORITHM_CONSTRAINED -> ALGORITHM_NOT_ALLOWED;
            case UNSPECIFIED -> MALFORMED;
        };
    }

    private static String words(BasicReason reason) {
        return switch (reason) {
            case EXPIRED -> "has expired; fetch a new SVID";
            case NOT_YET_VALID -> "is not valid yet; compare the clocks";
            case REVOKED -> "was revoked";
            case UNDETERMINED_REVOCATION_STATUS -> "is in no revocation list that counts now; renew the lists";
            case INVALID_SIGNATURE -> "was not signed by the one that it names";
            case ALGORITHM_CONSTRAINED -> "uses an algorithm or a key that is too weak";
            case UNSPECIFIED -> "breaks a rule of RFC 5280";
        };
    }

    private static RefusalReason reason(PKIXReason reason) {
        return reason == PKIXReason.NO_TRUST_ANCHOR ? UNKNOWN_ISSUER : MALFORMED;
    }

    private static String words(PKIXReason reason) {
        return switch (reason) {
            case NO_TRUST_ANCHOR -> "leads to no authority of its trust domain";
            case NAME_CHAINING -> "was not issued by the one that follows it; send leaf first";
            case INVALID_KEY_USAGE -> "has a key that must not sign certificates";
            case INVALID_POLICY -> "breaks a policy of its authority";
            case INVALID_NAME -> "has a name that its authority must not give";
            case NOT_CA_CERT -> "is not that of an authority";
            case PATH_TOO_LONG -> "is further from its authority than that allows";
            case UNRECOGNIZED_CRIT_EXT -> "demands an extension that is not known here";
        };
    }
}
