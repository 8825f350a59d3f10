package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class X509SvidContractTest implements AuthMethodContract {

    @TempDir
    static Path folder;

    private static SpiffeAuthority authority;
    private static SpiffeAuthMethod method;
    private static Svid good;

    @BeforeAll
    static void start() throws Exception {
        authority = Spiffe.authority().subordinate();
        method = Spiffe.trusting(folder, authority);
        good = authority.svid(PATH).sign();
    }

    @AfterAll
    static void stop() {
        method.close();
    }

    @Override
    public SpiffeAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Attestation good() {
        return shown(good);
    }

    @Override
    public Instant goodUntil() {
        return NOW.plus(Duration.ofHours(1));
    }

    @Override
    public Attestation expired() {
        return shown(authority.svid(PATH).validFor(Duration.ofHours(-1)).sign());
    }

    /// Another character in its SPIFFE id.
    @Override
    public Attestation tampered() {
        try {
            byte[] der = good.leaf().getEncoded();
            String text = new String(der, java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] changed =
                    text.replace("/sa/triage", "/sa/payrol").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            return new CertificateChain(
                    List.of(certificate(changed), good.chain().get(1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    @Override
    public Attestation foreign() {
        return shown(SpiffeAuthority.of("other.example", NOW).svid(PATH).sign());
    }

    @Override
    public Attestation forAnotherAudience() {
        return shown(authority.svid(PATH).forServersOnly().sign());
    }

    @Override
    public Attestation ofAnotherKind() {
        return new BearerToken("a token");
    }

    @Override
    public Attestation huge() {
        return shown(authority.svid(PATH).padded(40_000).sign());
    }

    /// Damage that still parses as certificates, chains in any order and length, none at all.
    @Override
    public Attestation hostile(Generators some) {
        List<X509Certificate> chain = new ArrayList<>();
        for (int i = some.between(0, 10); i > 0; i--) {
            X509Certificate one = some.oneIn(2) ? some.pick(good.chain()) : authority.root();
            try {
                chain.add(some.oneIn(3) ? certificate(some.damaged(one.getEncoded())) : one);
            } catch (GeneralSecurityException _) {
                // not even a certificate: no TLS stack would hand it over
            }
        }
        if (!chain.isEmpty() && isAsGood(chain)) chain.removeFirst();
        return new CertificateChain(chain);
    }

    /// The root at the end does no harm.
    private static boolean isAsGood(List<X509Certificate> chain) {
        return chain.size() > 1 && chain.subList(0, 2).equals(good.chain());
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof CertificateChain(List<X509Certificate> chain)
                ? chain.stream()
                        .map(one -> Base64.getEncoder().encodeToString(one.getSignature()))
                        .toList()
                : List.of();
    }
}
