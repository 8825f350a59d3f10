package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.proven;
import static dev.sallyport.authmethods.spiffe.Spiffe.refused;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bundles and revocation lists in files: changes, federation, age, damage.
class BundleFileTest {

    @TempDir
    Path folder;

    private final SpiffeAuthority authority = Spiffe.authority();
    private final Instant later = NOW.plusSeconds(2);

    private Path write(String name, String text) throws IOException {
        return Spiffe.bundle(folder, name, text);
    }

    private SpiffeAuthMethod reading(Path bundle) {
        return new SpiffeAuthMethod(SpiffeSettings.of("pods", Spiffe.domain(bundle)));
    }

    @Test
    void authoritiesAreAddedAndWithdrawnWithoutARestart() throws Exception {
        SpiffeAuthority next = Spiffe.authority();
        Path file = write("bundle.json", SpiffeAuthority.bundleJson(1, 0, authority));
        SpiffeAuthMethod method = reading(file);
        Svid old = authority.svid(PATH).sign();
        Svid fresh = next.svid(PATH).sign();
        proven(method, shown(old), NOW);
        assertThat(refused(method, shown(fresh), NOW).reason()).isEqualTo(UNKNOWN_ISSUER);

        write("bundle.json", SpiffeAuthority.bundleJson(2, 0, authority, next));
        proven(method, shown(fresh), later);
        proven(method, shown(old), later);

        write("bundle.json", SpiffeAuthority.bundleJson(3, 0, next));
        Instant last = later.plusSeconds(2);
        assertThat(refused(method, shown(old), last).reason()).isEqualTo(UNKNOWN_ISSUER);
        proven(method, shown(fresh), last);
    }

    @Test
    void anOlderBundleDoesNotBringAuthoritiesBack() throws Exception {
        SpiffeAuthority next = Spiffe.authority();
        Path file = write("bundle.json", SpiffeAuthority.bundleJson(5, 0, next));
        SpiffeAuthMethod method = reading(file);
        proven(method, shown(next.svid(PATH).sign()), NOW);
        write("bundle.json", SpiffeAuthority.bundleJson(4, 0, authority, next));
        assertThat(refused(method, shown(authority.svid(PATH).sign()), later).reason())
                .isEqualTo(UNKNOWN_ISSUER);
    }

    @Test
    void aTrustDomainVouchesForItsOwnAlone() throws Exception {
        SpiffeAuthority partner = SpiffeAuthority.of("partner.example", NOW);
        TrustedDomain federated = new TrustedDomain(
                "partner.example",
                List.of("/agents/*"),
                new BundlePlace.InFile(write("partner.pem", partner.bundlePem())),
                null);
        SpiffeAuthMethod method = new SpiffeAuthMethod(
                Spiffe.settings(Spiffe.domain(write("own.pem", authority.bundlePem())), List.of(federated)));
        assertThat(proven(method, shown(partner.svid("/agents/a").sign()), NOW).claims())
                .containsEntry("trust_domain", "partner.example");
        String ours = "spiffe://example.org" + PATH;
        assertThat(refused(method, shown(partner.svid(PATH).uris(ours).sign()), NOW)
                        .reason())
                .isEqualTo(UNKNOWN_ISSUER);
        assertThat(refused(
                                method,
                                shown(SpiffeAuthority.of("third.example", NOW)
                                        .svid("/agents/a")
                                        .sign()),
                                NOW)
                        .reason())
                .isEqualTo(UNKNOWN_ISSUER);
    }

    @Test
    void aBundleThatIsGoneServesForABoundedTime() throws Exception {
        Path file = write("bundle.pem", authority.bundlePem());
        SpiffeAuthMethod method = reading(file);
        Svid svid = authority.svid(PATH).validFor(Duration.ofDays(1)).sign();
        proven(method, shown(svid), NOW);
        Files.delete(file);
        proven(method, shown(svid), NOW.plus(Duration.ofMinutes(59)));
        assertThat(refused(method, shown(svid), NOW.plus(Duration.ofMinutes(61)))
                        .reason())
                .isEqualTo(KEYS_UNAVAILABLE);
    }

    /// R22
    @Test
    void aFileThatOthersCanWriteIsNotBelieved() throws Exception {
        Path file = write("bundle.pem", authority.bundlePem());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(refused(reading(file), shown(authority.svid(PATH).sign()), NOW)
                        .detail())
                .contains("chmod go-w");
    }

    private Path lists(String name, X509CRL... lists) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (X509CRL list : lists) {
            pem.append("-----BEGIN X509 CRL-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(list.getEncoded()))
                    .append("\n-----END X509 CRL-----\n");
        }
        return write(name, pem.toString());
    }

    private SpiffeAuthMethod revoking(Path lists) throws IOException {
        return new SpiffeAuthMethod(SpiffeSettings.of(
                "pods", Spiffe.domain(write("bundle.pem", authority.bundlePem()), lists, new String[0])));
    }

    @Test
    void aRevokedCertificateIsRefusedAndSoIsEverythingOfARevokedSigner() throws Exception {
        SpiffeAuthority signer = authority.subordinate();
        Svid revoked = signer.svid(PATH).sign();
        Svid good = signer.svid(PATH).sign();
        Instant next = NOW.plus(Duration.ofHours(6));
        X509CRL roots = authority.revocations(NOW.minusSeconds(60), next);
        X509CRL signers = signer.revocations(NOW.minusSeconds(60), next, revoked.leaf());
        SpiffeAuthMethod method = revoking(lists("crl.pem", roots, signers));
        proven(method, shown(good), NOW);
        assertThat(refused(method, shown(revoked), NOW).reason()).isEqualTo(REVOKED);

        lists("crl.pem", authority.revocations(NOW, next, signer.certificate()), signers);
        assertThat(refused(method, shown(good), later).reason())
                .as("without a restart")
                .isEqualTo(REVOKED);
    }

    /// Fail closed.
    @Test
    void listsThatDoNotSettleTheQuestionRefuse() throws Exception {
        SpiffeAuthority signer = authority.subordinate();
        Svid svid = signer.svid(PATH).sign();
        Instant before = NOW.minus(Duration.ofHours(2));
        Instant next = NOW.plus(Duration.ofHours(6));
        X509CRL roots = authority.revocations(before, next);
        X509CRL signers = signer.revocations(before, next);
        X509CRL forged = Spiffe.authority().subordinate().revocations(before, next);
        for (Path lists : List.of(
                lists("ended.pem", roots, signer.revocations(before, NOW)),
                lists("partial.pem", roots),
                lists("forged.pem", roots, forged),
                write("garbage.pem", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"),
                write("empty.pem", ""),
                folder.resolve("none.pem"))) {
            assertThat(refused(revoking(lists), shown(svid), NOW).reason())
                    .as(lists.getFileName().toString())
                    .isEqualTo(KEYS_UNAVAILABLE);
        }
        proven(revoking(lists("good.pem", roots, signers)), shown(svid), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[{\"use\":\"x509-svid\",\"kty\":\"EC\"}]}",
                "{\"keys\":[{\"use\":\"x509-svid\",\"x5c\":[]}]}",
                "{\"keys\":[{\"use\":\"x509-svid\",\"x5c\":[\"AAAA\"]}]}",
                "{\"keys\":[{\"use\":\"x509-svid\",\"x5c\":[\"!\"]}]}",
                "{\"keys\":[{\"use\":\"x509-svid\",\"x5c\":\"AAAA\"}]}",
                "{\"keys\":[{\"use\":\"sig\",\"kid\":\"a\",\"kty\":\"EC\"}]}",
                "{\"keys\":[{\"use\":\"jwt-svid\",\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n",
                "<html>Sign in</html>",
            })
    void whatIsNoBundleIsSaidToBeNone(String document) {
        assertThatThrownBy(() -> BundleDocument.read(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void numbersOfABundleAreWholeAndNotNegative() {
        String good = SpiffeAuthority.bundleJson(7, 60, authority);
        for (String bad : List.of("-1", "1.5", "\"7\"", "99999999999999999999", "true")) {
            String document = good.replace("\"spiffe_sequence\":7", "\"spiffe_sequence\":" + bad);
            assertThatThrownBy(() -> BundleDocument.read(document.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(IOException.class);
        }
    }

    /// Hostile bytes: an answer, or an `IOException`.
    @Test
    void damagedBundlesAreNeverAnythingElseThanRefused() throws Exception {
        List<byte[]> good = List.of(
                SpiffeAuthority.bundleJson(7, 60, authority).getBytes(StandardCharsets.UTF_8),
                authority.bundlePem().getBytes(StandardCharsets.UTF_8),
                authority.root().getEncoded());
        Seeded.forAll(2000, some -> {
            byte[] bytes = some.oneIn(4) ? some.bytes(2000) : some.damaged(some.pick(good));
            try {
                BundleDocument.read(bytes);
                BundleDocument.certificates(bytes);
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }
}
