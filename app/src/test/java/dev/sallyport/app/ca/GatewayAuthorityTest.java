package dev.sallyport.app.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever trusts the gateway's authority trusts it for the hosts of its targets and for nothing else.
class GatewayAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private GatewayAuthority authority(Instant now, String... hosts) throws IOException {
        return GatewayAuthority.in(folder.resolve("ca"), "main", List.of(hosts), now, RANDOM);
    }

    private static PublicKey key() {
        return Issue.newKeys(RANDOM).getPublic();
    }

    /// As a client that honours what the authority says of itself; the JDK's own validator cannot.
    private static void trusts(X509Certificate authority, X509Certificate server) throws Exception {
        byte[] constraints = ASN1OctetString.getInstance(authority.getExtensionValue(Extension.nameConstraints.getId()))
                .getOctets();
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, constraints)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX", new BouncyCastleProvider())
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);
    }

    @Test
    void itSpeaksForTheHostsOfTargets() throws Exception {
        GatewayAuthority authority = authority(NOW, "api.example", "127.0.0.1", "::1");
        for (String host : List.of("api.example", "127.0.0.1", "::1")) {
            X509Certificate server = authority.server(host, key(), NOW, Duration.ofHours(1));
            trusts(authority.certificate(), server);
            assertThat(server.getSubjectAlternativeNames()
                            .iterator()
                            .next()
                            .get(1)
                            .toString())
                    .isEqualTo(host.equals("::1") ? "0:0:0:0:0:0:0:1" : host);
            assertThat(server.getBasicConstraints()).isEqualTo(-1);
            assertThat(server.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(1))));
        }
    }

    @Test
    void itIsAskedForNoOther() throws Exception {
        GatewayAuthority authority = authority(NOW, "api.example");
        assertThatThrownBy(() -> authority.server("bank.example", key(), NOW, Duration.ofHours(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("`bank.example`");
    }

    /// Even whoever has its key cannot speak for others to those who look.
    @Test
    void itIsNotBelievedForAnyOther() throws Exception {
        GatewayAuthority authority = authority(NOW, "api.example");
        for (String host : List.of("bank.example", "10.0.0.1", "::1")) {
            X509Certificate forged = authority.issue().server(host, key(), NOW, Duration.ofHours(1));
            assertThatThrownBy(() -> trusts(authority.certificate(), forged))
                    .as(host)
                    .isInstanceOf(CertPathValidatorException.class);
        }
    }

    @Test
    void itsKeyIsPrivateAndStaysTheSame() throws Exception {
        GatewayAuthority first = authority(NOW, "api.example");
        Path key = folder.resolve("ca/ca.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(authority(NOW, "api.example").certificate()).isEqualTo(first.certificate());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> authority(NOW, "api.example"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    /// Agents that trust the earlier certificate go on as they did.
    @Test
    void otherHostsGetAnotherCertificateOfTheSameKey() throws Exception {
        GatewayAuthority first = authority(NOW, "api.example");
        GatewayAuthority second = authority(NOW, "api.example", "new.example");
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        trusts(first.certificate(), second.server("api.example", key(), NOW, Duration.ofHours(1)));
        trusts(second.certificate(), second.server("new.example", key(), NOW, Duration.ofHours(1)));
        assertThatThrownBy(() ->
                        trusts(first.certificate(), second.server("new.example", key(), NOW, Duration.ofHours(1))))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void itIsRenewedInTime() throws Exception {
        GatewayAuthority first = authority(NOW, "api.example");
        GatewayAuthority later =
                authority(NOW.plus(GatewayAuthority.LIFETIME).minus(Duration.ofDays(60)), "api.example");
        assertThat(later.certificate().getNotAfter())
                .isAfter(first.certificate().getNotAfter());
        assertThat(later.certificate().getPublicKey())
                .isEqualTo(first.certificate().getPublicKey());
    }

    @Test
    void whatIsShownIsTheCertificateAlone() throws Exception {
        GatewayAuthority authority = authority(NOW, "api.example");
        assertThat(Files.readString(folder.resolve("ca/ca.pem"))).isEqualTo(authority.pem());
        assertThat(authority.pem()).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
        assertThat(authority.toString() + authority.issue().name()).doesNotContain("PRIVATE");
    }

    @Test
    void certificatesAreKeptWhileTheyAreFresh() throws Exception {
        java.util.concurrent.atomic.AtomicReference<Instant> now =
                new java.util.concurrent.atomic.AtomicReference<>(NOW);
        HostCertificates all = new HostCertificates(authority(NOW, "api.example"), now::get, RANDOM);
        var first = all.forHost("api.example");
        assertThat(all.forHost("api.example")).isSameAs(first);
        assertThat(first.applicationProtocolNegotiator().protocols()).containsExactly("h2", "http/1.1");
        now.set(NOW.plus(HostCertificates.LIFETIME.dividedBy(2)));
        assertThat(all.forHost("api.example")).isNotSameAs(first);
        assertThatThrownBy(() -> all.forHost("bank.example")).isInstanceOf(IOException.class);
    }
}
