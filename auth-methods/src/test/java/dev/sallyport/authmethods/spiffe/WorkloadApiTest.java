package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bundles and the gateway's own SVID, as a Workload API streams them.
@Timeout(60)
class WorkloadApiTest {

    @TempDir
    Path folder;

    private final AtomicLong ahead = new AtomicLong();
    private final SpiffeAuthority authority = Spiffe.authority();
    private final SpiffeAuthority partner = SpiffeAuthority.of("partner.example", NOW);
    private Workloads api;
    private SpiffeAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        Path socket = folder.resolve("agent.sock");
        api = new Workloads(socket);
        BundlePlace place = new BundlePlace.FromWorkloadApi(socket);
        SpiffeSettings settings = new SpiffeSettings(
                "pods",
                new TrustedDomain("example.org", List.of(), place, null),
                List.of(new TrustedDomain("partner.example", List.of("/agents/*"), place, null)),
                Set.of("sallyport"),
                "",
                SvidLimits.DEFAULT,
                BundleTimes.DEFAULT);
        method = new SpiffeAuthMethod(settings, SSLContext.getDefault(), () -> System.nanoTime() + ahead.get());
    }

    @AfterEach
    void stop() throws Exception {
        method.close();
        api.close();
    }

    private Authentication answer(Attestation attestation) throws InterruptedException {
        return method.authenticate(attestation, NOW);
    }

    private RefusalReason reason(Attestation attestation) throws InterruptedException {
        return answer(attestation) instanceof Refused refused ? refused.reason() : null;
    }

    private void soonProven(Attestation attestation) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!(answer(attestation) instanceof Proven)) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void soonRefused(Attestation attestation, RefusalReason why) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (reason(attestation) != why) {
            assertThat(System.nanoTime()).as("waited in vain for " + why).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void ownAndFederatedBundlesComeFromOneSocket() throws Exception {
        api.publish(authority, partner);
        soonProven(shown(authority.svid(PATH).sign()));
        soonProven(shown(partner.svid("/agents/a").sign()));
        soonProven(new BearerToken(authority.jwtSvid(PATH).audience("sallyport").sign()));
        soonProven(new BearerToken(
                partner.jwtSvid("/agents/a").audience("sallyport").sign()));
        String ours = "spiffe://example.org" + PATH;
        assertThat(reason(shown(partner.svid(PATH).uris(ours).sign()))).isEqualTo(UNKNOWN_ISSUER);
    }

    @Test
    void anUpdateReplacesWhatWasKnown() throws Exception {
        SpiffeAuthority next = Spiffe.authority();
        api.publish(authority);
        Attestation old = shown(authority.svid(PATH).sign());
        soonProven(old);
        assertThat(reason(shown(partner.svid("/agents/a").sign())))
                .as("not federated")
                .isEqualTo(KEYS_UNAVAILABLE);

        api.publish(authority, next);
        soonProven(shown(next.svid(PATH).sign()));
        soonProven(old);
        api.publish(next);
        soonRefused(old, UNKNOWN_ISSUER);
    }

    @Test
    void anAgentThatDoesNotKnowUsProvesNothing() throws Exception {
        method.authenticate(shown(authority.svid(PATH).sign()), NOW);
        assertThat(answer(shown(authority.svid(PATH).sign())))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.detail()).contains("PERMISSION_DENIED", "no identity issued"));
    }

    @Test
    void aStreamThatBreaksOrEndsIsReopenedAndItsWordCountsForABoundedTime() throws Exception {
        api.publish(authority);
        Attestation good = shown(authority.svid(PATH).sign());
        soonProven(good);
        api.endStreams();
        api.publish(authority);
        soonProven(good);

        api.goAway();
        soonAway();
        assertThat(answer(good)).as("for an hour").isInstanceOf(Proven.class);
        ahead.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(reason(good)).isEqualTo(KEYS_UNAVAILABLE);

        api.comeBack();
        soonProven(good);
    }

    /// The listener hears of it a little later than we do.
    private void soonAway() throws InterruptedException {
        for (int i = 0; i < 50; i++) LockSupport.parkNanos(20_000_000);
    }

    /// What cannot be read may be the withdrawal of an authority.
    @Test
    void anUpdateThatCannotBeReadEndsAllTrust() throws Exception {
        api.publish(authority);
        Attestation good = shown(authority.svid(PATH).sign());
        soonProven(good);
        ByteString garbage = ByteString.copyFromUtf8("garbage");
        api.publish(Map.of("spiffe://example.org", garbage), Map.of("spiffe://example.org", garbage));
        soonRefused(good, KEYS_UNAVAILABLE);
        api.publish(authority);
        soonProven(good);
    }

    @Test
    void theGatewaysOwnSvidIsGivenAndRenewed() throws Exception {
        Svid first = authority.svid("/gateway").sign();
        Svid second = authority.svid("/gateway").sign();
        LinkedBlockingQueue<WorkloadIdentity.Document> heard = new LinkedBlockingQueue<>();
        try (WorkloadIdentity identity =
                new WorkloadIdentity(folder.resolve("agent.sock"), System::nanoTime, heard::add)) {
            assertThat(identity.within(Duration.ofMillis(300))).isEmpty();
            assertThat(identity.problem()).contains("no identity issued");

            api.give("spiffe://example.org/gateway", first, authority.root());
            assertThat(heard.poll(20, TimeUnit.SECONDS).chain()).isEqualTo(first.chain());
            assertThat(identity.within(Duration.ofSeconds(5)).orElseThrow().id())
                    .isEqualTo("spiffe://example.org/gateway");
            api.give("spiffe://example.org/gateway", second, authority.root());
            assertThat(heard.poll(20, TimeUnit.SECONDS).key()).isEqualTo(second.key());
        }
    }
}
