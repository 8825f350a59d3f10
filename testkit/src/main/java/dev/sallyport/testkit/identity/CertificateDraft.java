package dev.sallyport.testkit.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/// A certificate in the making, most of the wrong ones among them. Immutable: each step gives a new
/// one.
public final class CertificateDraft {

    private record Part(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    private final SpiffeAuthority issuer;
    private final String subject;
    private final Instant from;
    private final Instant until;
    private final List<Part> parts;

    private CertificateDraft(SpiffeAuthority issuer, String subject, Instant from, Instant until, List<Part> parts) {
        this.issuer = issuer;
        this.subject = subject;
        this.from = from;
        this.until = until;
        this.parts = List.copyOf(parts);
    }

    static CertificateDraft workload(SpiffeAuthority issuer, String id) {
        return new CertificateDraft(issuer, "O=SPIRE", issuer.now(), issuer.now(), List.of())
                .validFor(Duration.ofHours(1))
                .uris(id)
                .authority(false)
                .usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                .purposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth);
    }

    /// A signing certificate of the same trust domain, valid for thirty days.
    public static CertificateDraft authority(SpiffeAuthority issuer) {
        String subject = "O=SPIFFE,OU=" + issuer.trustDomain() + (issuer.chain().isEmpty() ? "" : ",CN=subordinate");
        return new CertificateDraft(issuer, subject, issuer.now(), issuer.now(), List.of())
                .validFor(Duration.ofDays(30))
                .uris("spiffe://" + issuer.trustDomain())
                .authority(true)
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    public CertificateDraft subject(String name) {
        return new CertificateDraft(issuer, name, from, until, parts);
    }

    public CertificateDraft valid(Instant begin, Instant end) {
        return new CertificateDraft(issuer, subject, begin, end, parts);
    }

    /// From a minute before the authority's now on; negative: it ended that long ago.
    public CertificateDraft validFor(Duration lifetime) {
        Instant begin = issuer.now().minusSeconds(60);
        return valid(
                lifetime.isNegative() ? begin.plus(lifetime.multipliedBy(2)) : begin,
                issuer.now().plus(lifetime));
    }

    /// Exactly these URI names and no other name; none: no subject alternative name at all.
    public CertificateDraft uris(String... uris) {
        return names(GeneralName.uniformResourceIdentifier, uris);
    }

    /// Exactly these DNS names.
    public CertificateDraft hosts(String... hosts) {
        return names(GeneralName.dNSName, hosts);
    }

    private CertificateDraft names(int kind, String... names) {
        GeneralName[] all = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) all[i] = new GeneralName(kind, names[i]);
        return names.length == 0
                ? without(Extension.subjectAlternativeName)
                : with(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }

    /// Whether its basic constraints say that it is an authority.
    public CertificateDraft authority(boolean is) {
        return with(Extension.basicConstraints, true, new BasicConstraints(is));
    }

    /// @param bits of [KeyUsage]
    public CertificateDraft usage(int bits) {
        return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    /// As [#usage], for whoever likes to heed it.
    public CertificateDraft usageAsAdvice(int bits) {
        return with(Extension.keyUsage, false, new KeyUsage(bits));
    }

    public CertificateDraft withoutUsage() {
        return without(Extension.keyUsage);
    }

    /// Exactly these extended uses.
    public CertificateDraft purposes(KeyPurposeId... purposes) {
        return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    public CertificateDraft withoutPurposes() {
        return without(Extension.extendedKeyUsage);
    }

    public CertificateDraft forServersOnly() {
        return purposes(KeyPurposeId.id_kp_serverAuth);
    }

    /// It may sign for URIs of this host alone.
    public CertificateDraft onlyFor(String host) {
        GeneralSubtree tree = new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, host));
        return with(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {tree}, null));
    }

    /// A critical extension that nobody knows.
    public CertificateDraft demanding(String oid) {
        return with(new ASN1ObjectIdentifier(oid), true, new DEROctetString(new byte[] {1}));
    }

    /// A harmless extension of this many bytes.
    public CertificateDraft padded(int bytes) {
        return with(new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1"), false, new DEROctetString(new byte[bytes]));
    }

    /// With a new key.
    public Svid sign() {
        KeyPair keys = SpiffeAuthority.newKeys();
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate(keys.getPublic())));
        chain.addAll(issuer.belowRoot());
        return new Svid(chain, keys.getPrivate());
    }

    /// By itself, under the issuer's name or its own.
    public Svid selfSign() {
        KeyPair keys = SpiffeAuthority.newKeys();
        return new Svid(List.of(signed(new X500Principal(subject), keys, keys.getPublic())), keys.getPrivate());
    }

    X509Certificate certificate(PublicKey key) {
        boolean isRoot = issuer.chain().isEmpty();
        X500Principal name =
                isRoot ? new X500Principal(subject) : issuer.certificate().getSubjectX500Principal();
        return signed(name, issuer.keys(), key);
    }

    private X509Certificate signed(X500Principal by, KeyPair signing, PublicKey key) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    by, SpiffeAuthority.serial(), Date.from(from), Date.from(until), new X500Principal(subject), key);
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(signing.getPublic()));
            for (Part part : parts) builder.addExtension(part.id(), part.critical(), part.value());
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(SpiffeAuthority.signer().build(signing.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a key that was generated here signs", e);
        }
    }

    private CertificateDraft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        List<Part> more = new ArrayList<>(without(id).parts);
        more.add(new Part(id, critical, value));
        return new CertificateDraft(issuer, subject, from, until, more);
    }

    private CertificateDraft without(ASN1ObjectIdentifier id) {
        return new CertificateDraft(
                issuer,
                subject,
                from,
                until,
                parts.stream().filter(part -> !part.id().equals(id)).toList());
    }
}
