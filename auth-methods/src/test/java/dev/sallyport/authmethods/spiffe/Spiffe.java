package dev.sallyport.authmethods.spiffe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the tests of SPIFFE share: a trust domain, a moment, and how to ask.
final class Spiffe {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String DOMAIN = "example.org";
    static final String PATH = "/ns/support/sa/triage";

    private Spiffe() {}

    static SpiffeAuthority authority() {
        return SpiffeAuthority.of(DOMAIN, NOW);
    }

    static Path bundle(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    static TrustedDomain domain(Path bundle, String... paths) {
        return domain(bundle, null, paths);
    }

    static TrustedDomain domain(Path bundle, @Nullable Path revocations, String... paths) {
        return new TrustedDomain(DOMAIN, List.of(paths), new BundlePlace.InFile(bundle), revocations);
    }

    static SpiffeSettings settings(TrustedDomain own, List<TrustedDomain> federated, String... audiences) {
        return new SpiffeSettings(
                "pods", own, federated, Set.of(audiences), "", SvidLimits.DEFAULT, BundleTimes.DEFAULT);
    }

    /// Trusts exactly this authority.
    static SpiffeAuthMethod trusting(Path folder, SpiffeAuthority authority) throws IOException {
        Path file = bundle(folder, "bundle-" + System.nanoTime() + ".pem", authority.bundlePem());
        return new SpiffeAuthMethod(SpiffeSettings.of("pods", domain(file)));
    }

    static Attestation shown(Svid svid) {
        return new CertificateChain(svid.chain());
    }

    static Workload proven(SpiffeAuthMethod method, Attestation shown, Instant now) throws InterruptedException {
        var answer = method.authenticate(shown, now);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    static Refused refused(SpiffeAuthMethod method, Attestation shown, Instant now) throws InterruptedException {
        var answer = method.authenticate(shown, now);
        assertThat(answer).isInstanceOf(Refused.class);
        return (Refused) answer;
    }

    static RefusalReason reason(SpiffeAuthMethod method, Svid svid) throws InterruptedException {
        return refused(method, shown(svid), NOW).reason();
    }
}
