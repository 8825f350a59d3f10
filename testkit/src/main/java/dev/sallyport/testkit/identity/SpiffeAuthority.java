package dev.sallyport.testkit.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Plays the authority of a SPIFFE trust domain, or a subordinate of it: issues X.509-SVIDs and
/// JWT-SVIDs, right and wrong ones, publishes its bundle and revokes. Keys are P-256. Immutable; safe
/// on every thread.
public final class SpiffeAuthority {

    private final String trustDomain;
    private final Instant now;
    private final KeyPair keys;
    private final SigningKey jwtKey;
    private final List<X509Certificate> chain;

    private SpiffeAuthority(
            String trustDomain, Instant now, KeyPair keys, SigningKey jwtKey, List<X509Certificate> chain) {
        this.trustDomain = trustDomain;
        this.now = now;
        this.keys = keys;
        this.jwtKey = jwtKey;
        this.chain = List.copyOf(chain);
    }

    /// A root, valid from a day before `now` for ten years.
    public static SpiffeAuthority of(String trustDomain, Instant now) {
        return root(trustDomain, now, now.plus(Duration.ofDays(3650)));
    }

    /// A root that ends when it is told to.
    public static SpiffeAuthority root(String trustDomain, Instant now, Instant until) {
        KeyPair keys = newKeys();
        SigningKey jwtKey = SigningKey.generate(Long.toHexString(System.nanoTime()), Kind.ES256);
        SpiffeAuthority unsigned = new SpiffeAuthority(trustDomain, now, keys, jwtKey, List.of());
        X509Certificate root = CertificateDraft.authority(unsigned)
                .valid(now.minus(Duration.ofDays(1)), until)
                .certificate(keys.getPublic());
        return new SpiffeAuthority(trustDomain, now, keys, jwtKey, List.of(root));
    }

    /// A subordinate, as this one's draft makes it; start with [CertificateDraft#authority].
    public SpiffeAuthority subordinate(CertificateDraft draft) {
        KeyPair own = newKeys();
        List<X509Certificate> longer = new ArrayList<>(List.of(draft.certificate(own.getPublic())));
        longer.addAll(chain);
        return new SpiffeAuthority(trustDomain, now, own, jwtKey, longer);
    }

    /// A usual subordinate, valid for thirty days.
    public SpiffeAuthority subordinate() {
        return subordinate(CertificateDraft.authority(this).validFor(Duration.ofDays(30)));
    }

    /// An X.509-SVID in the making: a client and server certificate, valid for an hour.
    public CertificateDraft svid(String path) {
        return CertificateDraft.workload(this, "spiffe://" + trustDomain + path);
    }

    /// A JWT-SVID in the making: without `iss`, to be given an audience and signed.
    public PlatformToken jwtSvid(String path) {
        return PlatformToken.of(jwtKey, "", "spiffe://" + trustDomain + path, now)
                .without("iss");
    }

    public String trustDomain() {
        return trustDomain;
    }

    public SigningKey jwtKey() {
        return jwtKey;
    }

    /// The certificate that signs.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public X509Certificate root() {
        return chain.getLast();
    }

    /// What an SVID sends along: everything between the leaf and the root.
    public List<X509Certificate> belowRoot() {
        return chain.subList(0, chain.size() - 1);
    }

    /// The root in PEM.
    public String bundlePem() {
        return Svid.pem("CERTIFICATE", encoded(root()));
    }

    /// The trust domain's bundle (SPIFFE Trust Domain and Bundle §4), with what these authorities have.
    ///
    /// @param refreshHint seconds
    public static String bundleJson(long sequence, long refreshHint, SpiffeAuthority... authorities) {
        List<Map<String, Object>> entries = new ArrayList<>();
        Arrays.stream(authorities).forEach(authority -> entries.addAll(authority.bundleKeys()));
        return JSONObjectUtils.toJSONString(
                Map.of("keys", entries, "spiffe_sequence", sequence, "spiffe_refresh_hint", refreshHint));
    }

    private List<Map<String, Object>> bundleKeys() {
        Map<String, Object> x509 = new LinkedHashMap<>(jwk(root()));
        x509.put("use", "x509-svid");
        x509.put("x5c", List.of(Base64.getEncoder().encodeToString(encoded(root()))));
        Map<String, Object> jwt = new LinkedHashMap<>(jwtKey.toPublicJwk().toJSONObject());
        jwt.put("use", "jwt-svid");
        return List.of(x509, jwt);
    }

    private static Map<String, Object> jwk(X509Certificate certificate) {
        SigningKey key = new SigningKey("", Kind.ES256, new KeyPair(certificate.getPublicKey(), null));
        Map<String, Object> jwk = new LinkedHashMap<>(key.toPublicJwk().toJSONObject());
        jwk.remove("kid");
        return jwk;
    }

    /// A revocation list of this authority (RFC 5280 §5).
    public X509CRL revocations(Instant from, Instant next, X509Certificate... revoked) {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate().getSubjectX500Principal(), Date.from(from));
        builder.setNextUpdate(Date.from(next));
        for (X509Certificate one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), Date.from(from), CRLReason.keyCompromise);
        }
        try {
            return new JcaX509CRLConverter().getCRL(builder.build(signer().build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a key that was generated here signs", e);
        }
    }

    static JcaContentSignerBuilder signer() {
        return new JcaContentSignerBuilder("SHA256withECDSA");
    }

    KeyPair keys() {
        return keys;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    Instant now() {
        return now;
    }

    static BigInteger serial() {
        return new BigInteger(63, new java.security.SecureRandom()).add(BigInteger.ONE);
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
