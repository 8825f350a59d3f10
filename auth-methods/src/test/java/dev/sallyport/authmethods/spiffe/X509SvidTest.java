package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;
import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.proven;
import static dev.sallyport.authmethods.spiffe.Spiffe.reason;
import static dev.sallyport.authmethods.spiffe.Spiffe.refused;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.identity.CertificateDraft;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of X509-SVID and RFC 5280, each broken once.
class X509SvidTest {

    @TempDir
    Path folder;

    private SpiffeAuthority root;
    private SpiffeAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        root = Spiffe.authority();
        method = Spiffe.trusting(folder, root);
    }

    @Test
    void whatIsProvedIsSaidInClaims() throws Exception {
        Workload workload =
                proven(method, shown(root.svid("/ns/support/sa/triage/pod/x7k").sign()), NOW);

        assertThat(workload.subject()).isEqualTo("spiffe://example.org/ns/support/sa/triage/pod/x7k");
        assertThat(workload.countedAs())
                .as("R5: without the instance")
                .isEqualTo("spiffe://example.org/ns/support/sa/triage");
        assertThat(workload.claims())
                .containsEntry("trust_domain", "example.org")
                .containsEntry("path", "/ns/support/sa/triage/pod/x7k")
                .containsEntry("spiffe_id", workload.subject())
                .containsEntry("segments", List.of("ns", "support", "sa", "triage", "pod", "x7k"))
                .containsEntry("svid", "x509");
    }

    @Test
    void theProofEndsWithTheFirstOfTheChain() throws Exception {
        SpiffeAuthority brief =
                root.subordinate(CertificateDraft.authority(root).validFor(Duration.ofMinutes(20)));
        assertThat(proven(method, shown(brief.svid(PATH).sign()), NOW).validUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(20)));

        SpiffeAuthority ending = SpiffeAuthority.root("example.org", NOW, NOW.plus(Duration.ofMinutes(5)));
        assertThat(proven(
                                Spiffe.trusting(folder, ending),
                                shown(ending.svid(PATH).sign()),
                                NOW)
                        .validUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void timesAreAskedOfTheGivenMomentAlone() throws Exception {
        Svid svid = root.svid(PATH).sign();
        Instant end = NOW.plus(Duration.ofHours(1));
        assertThat(proven(method, shown(svid), end.minusSeconds(1)).validUntil())
                .isEqualTo(end);
        assertThat(refused(method, shown(svid), end).reason()).isEqualTo(EXPIRED);
        assertThat(refused(method, shown(svid), NOW.minus(Duration.ofHours(1))).reason())
                .isEqualTo(NOT_YET_VALID);
    }

    @Test
    void anExpiredSignerOrAuthorityEndsTheProof() throws Exception {
        SpiffeAuthority ended = root.subordinate(
                CertificateDraft.authority(root).valid(NOW.minus(Duration.ofHours(2)), NOW.minusSeconds(1)));
        assertThat(reason(method, ended.svid(PATH).sign())).isEqualTo(EXPIRED);

        SpiffeAuthority over = SpiffeAuthority.root("example.org", NOW, NOW.minusSeconds(1));
        assertThat(reason(Spiffe.trusting(folder, over), over.svid(PATH).sign()))
                .isEqualTo(EXPIRED);
    }

    @Test
    void aLeafMustBeAWorkloadAndNothingMore() throws Exception {
        assertThat(reason(method, root.svid(PATH).authority(true).sign())).isEqualTo(MALFORMED);
        assertThat(reason(method, root.svid(PATH).withoutUsage().sign())).isEqualTo(MALFORMED);
        assertThat(reason(
                        method, root.svid(PATH).usage(KeyUsage.keyEncipherment).sign()))
                .isEqualTo(MALFORMED);
        assertThat(reason(
                        method,
                        root.svid(PATH).usageAsAdvice(KeyUsage.digitalSignature).sign()))
                .isEqualTo(MALFORMED);
        for (int more : List.of(KeyUsage.keyCertSign, KeyUsage.cRLSign)) {
            Svid svid = root.svid(PATH).usage(KeyUsage.digitalSignature | more).sign();
            assertThat(reason(method, svid)).isEqualTo(MALFORMED);
        }
    }

    @Test
    void aLeafIsForClientsIfItSaysWhatItIsFor() throws Exception {
        assertThat(reason(method, root.svid(PATH).forServersOnly().sign())).isEqualTo(WRONG_AUDIENCE);
        proven(method, shown(root.svid(PATH).withoutPurposes().sign()), NOW);
    }

    /// Each of its certificates is small.
    @Test
    void aChainIsBoundedInBytes() throws Exception {
        SpiffeAuthority large =
                root.subordinate(CertificateDraft.authority(root).padded(15_000));
        proven(method, shown(large.svid(PATH).padded(15_000).sign()), NOW);
        assertThat(reason(method, large.svid(PATH).padded(18_000).sign())).isEqualTo(TOO_LARGE);
    }

    @Test
    void aLeafHasExactlyOneUriWhichIsItsSpiffeId() throws Exception {
        String id = "spiffe://example.org" + PATH;
        for (String[] uris : new String[][] {
            {},
            {id, "spiffe://example.org/other"},
            {id, "https://example.org/"},
            {"https://example.org" + PATH},
            {"spiffe://example.org"},
            {"spiffe://example.org/"},
            {"spiffe://example.org/a//b"},
            {"spiffe://example.org/a/../b"},
            {"spiffe://example.org/a%2fb"},
            {"spiffe://EXAMPLE.org/a"},
            {"SPIFFE://example.org/a"},
            {"spiffe://user@example.org/a"},
            {"spiffe://example.org:8443/a"},
            {"spiffe://example.org/a?b"},
            {"spiffe://example.org/a#b"},
            {"spiffe://example.org/" + "a".repeat(2048)},
        }) {
            assertThat(reason(method, root.svid(PATH).uris(uris).sign()))
                    .as(List.of(uris).toString())
                    .isEqualTo(MALFORMED);
        }
        assertThat(reason(method, root.svid(PATH).hosts("triage.example.org").sign()))
                .isEqualTo(MALFORMED);
        proven(method, shown(root.svid(PATH).uris(id).sign()), NOW);
    }

    @Test
    void aSignerIsAnAuthorityOfTheSameTrustDomain() throws Exception {
        CertificateDraft signer = CertificateDraft.authority(root);
        assertThat(reason(
                        method,
                        root.subordinate(signer.authority(false)).svid(PATH).sign()))
                .isEqualTo(MALFORMED);
        assertThat(reason(
                        method,
                        root.subordinate(signer.usage(KeyUsage.digitalSignature))
                                .svid(PATH)
                                .sign()))
                .isEqualTo(MALFORMED);
        assertThat(reason(
                        method,
                        root.subordinate(signer.uris("spiffe://example.org/workload"))
                                .svid(PATH)
                                .sign()))
                .isEqualTo(MALFORMED);
        assertThat(reason(
                        method,
                        root.subordinate(signer.uris("spiffe://other.example"))
                                .svid(PATH)
                                .sign()))
                .isEqualTo(MALFORMED);
        proven(method, shown(root.subordinate(signer.uris()).svid(PATH).sign()), NOW);
    }

    /// A workload that uses its own SVID's key to sign a better one.
    @Test
    void aWorkloadSignsNothing() throws Exception {
        SpiffeAuthority workload = root.subordinate(root.svid(PATH));
        assertThat(reason(method, workload.svid("/ns/payroll/sa/admin").sign())).isEqualTo(MALFORMED);
    }

    @Test
    void constraintsOfSignersAreHeeded() throws Exception {
        SpiffeAuthority elsewhere =
                root.subordinate(CertificateDraft.authority(root).onlyFor("other.example"));
        assertThat(reason(method, elsewhere.svid(PATH).sign())).isEqualTo(MALFORMED);
        SpiffeAuthority here = root.subordinate(CertificateDraft.authority(root).onlyFor("example.org"));
        proven(method, shown(here.svid(PATH).sign()), NOW);
    }

    @Test
    void aCriticalExtensionThatNobodyKnowsIsRefused() throws Exception {
        assertThat(reason(
                        method, root.svid(PATH).demanding("1.3.6.1.4.1.55555.2").sign()))
                .isEqualTo(MALFORMED);
    }

    @Test
    void whoeverSignedItselfOrWasSignedByAStrangerIsUnknown() throws Exception {
        assertThat(reason(method, root.svid(PATH).selfSign())).isEqualTo(UNKNOWN_ISSUER);
        SpiffeAuthority namesake = Spiffe.authority();
        assertThat(namesake.root().getSubjectX500Principal())
                .isEqualTo(root.root().getSubjectX500Principal());
        assertThat(reason(method, namesake.svid(PATH).sign())).isIn(UNKNOWN_ISSUER, BAD_SIGNATURE);
        Svid withRoot = namesake.svid(PATH).sign();
        List<X509Certificate> chain = List.of(withRoot.leaf(), namesake.root());
        assertThat(refused(method, new CertificateChain(chain), NOW).reason()).isIn(UNKNOWN_ISSUER, BAD_SIGNATURE);
    }

    @Test
    void aChainIsLeafFirstWithoutGapsAndBounded() throws Exception {
        Svid svid = root.subordinate().subordinate().svid(PATH).sign();
        proven(method, shown(svid), NOW);
        List<X509Certificate> swapped = new ArrayList<>(svid.chain());
        Collections.swap(swapped, 1, 2);
        assertThat(refused(method, new CertificateChain(swapped), NOW).reason())
                .isIn(MALFORMED, UNKNOWN_ISSUER, BAD_SIGNATURE);
        assertThat(refused(method, new CertificateChain(svid.chain().reversed()), NOW)
                        .reason())
                .isEqualTo(MALFORMED);
        assertThat(refused(method, new CertificateChain(List.of(svid.leaf())), NOW)
                        .reason())
                .isIn(UNKNOWN_ISSUER, BAD_SIGNATURE);

        SpiffeAuthority deep = root;
        for (int i = 0; i < 8; i++) deep = deep.subordinate();
        assertThat(reason(method, deep.svid(PATH).sign())).isEqualTo(TOO_LARGE);
        assertThat(refused(method, new CertificateChain(List.of()), NOW).reason())
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void pathsNarrowWhoMayCome() throws Exception {
        Path file = Spiffe.bundle(folder, "b.pem", root.bundlePem());
        SpiffeAuthMethod narrow =
                new SpiffeAuthMethod(SpiffeSettings.of("pods", Spiffe.domain(file, "/ns/support/**", "/ci/*/deploy")));
        proven(narrow, shown(root.svid(PATH).sign()), NOW);
        proven(narrow, shown(root.svid("/ci/main/deploy").sign()), NOW);
        for (String other :
                List.of("/ns/support", "/ns/supporters/x", "/ci/a/b/deploy", "/ci/deploy", "/NS/support/x")) {
            assertThat(reason(narrow, root.svid(other).sign())).as(other).isEqualTo(CONDITION_NOT_MET);
        }
    }

    @Test
    void aConditionIsToldTheAttributes() throws Exception {
        Path file = Spiffe.bundle(folder, "b.pem", root.bundlePem());
        SpiffeSettings settings = new SpiffeSettings(
                "pods",
                Spiffe.domain(file),
                List.of(),
                Set.of(),
                "claims.segments[1] == \"support\" && claims.svid == \"x509\"",
                SvidLimits.DEFAULT,
                BundleTimes.DEFAULT);
        SpiffeAuthMethod conditional = new SpiffeAuthMethod(settings);
        proven(conditional, shown(root.svid(PATH).sign()), NOW);
        assertThat(reason(conditional, root.svid("/ns/payroll/sa/x").sign())).isEqualTo(CONDITION_NOT_MET);
    }

    /// The trail says which configured method let whom in; a token that came along changes nothing.
    @Test
    void aTokenBesideTheCertificateIsIgnoredWithoutAnAudience() throws Exception {
        Svid svid = root.svid(PATH).sign();
        BoundToken both = new BoundToken("whatever", svid.chain(), null, "127.0.0.1:5");
        assertThat(proven(method, both, NOW).subject()).isEqualTo("spiffe://example.org" + PATH);
        assertThat(refused(method, new BoundToken("whatever", List.of(), null, "127.0.0.1:5"), NOW)
                        .reason())
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void withoutABundleNobodyIsProved() throws Exception {
        SpiffeAuthMethod blind =
                new SpiffeAuthMethod(SpiffeSettings.of("pods", Spiffe.domain(folder.resolve("nothing.pem"))));
        assertThat(reason(blind, root.svid(PATH).sign())).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(blind.bundleProblem(NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("does not exist"));
    }
}
