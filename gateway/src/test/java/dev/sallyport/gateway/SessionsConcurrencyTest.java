package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.gateway.FakeConnector;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.MemoryTrail;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import dev.sallyport.testkit.gateway.ScriptedAuthority;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The registry with real loops and threads: sessions come, work and go while others list, end and reconsider them.
class SessionsConcurrencyTest {

    private static final int GUESTS = 80;

    private final ScriptedAuthority authority = new ScriptedAuthority();
    private final MemoryTrail trail = new MemoryTrail();
    private final FakeConnector connector = new FakeConnector();
    private final List<ScheduledExecutorService> loops =
            List.of(Executors.newSingleThreadScheduledExecutor(), Executors.newSingleThreadScheduledExecutor());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AuthMethod> methods = Map.of(
            "any",
            (attestation, now) -> new Authentication.Proven(Samples.workload(((BearerToken) attestation).token())));
    private final Gateway gateway = new Gateway(
            new Outside(
                    authority,
                    trail,
                    () -> new Generations("c0ffee", 0, "none"),
                    () -> Samples.NOON,
                    new SecureRandom(),
                    threads),
            GatewayPolicy.DEFAULT);
    private final CountDownLatch ended = new CountDownLatch(GUESTS / 2);

    @AfterEach
    void stopEverything() {
        loops.forEach(ExecutorService::shutdownNow);
        threads.shutdownNow();
    }

    @Test
    void everySessionEndsOnceAndLeavesNothing() throws Exception {
        List<Future<?>> guests = new ArrayList<>();
        for (int i = 0; i < GUESTS; i++) {
            int number = i;
            guests.add(threads.submit(() -> visit(number)));
        }
        Future<?> administrator = threads.submit(this::administrate);
        for (Future<?> guest : guests) {
            guest.get();
        }
        administrator.get();
        assertThat(gateway.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(gateway.sessions().list()).isEmpty();
        assertThat(connector.left()).isZero();
        assertThat(authority.outstanding()).isZero();
        assertThat(trail.events(AuditEvent.SessionClosed.class))
                .extracting(AuditEvent.SessionClosed::sessionId)
                .hasSize(GUESTS)
                .doesNotHaveDuplicates();
    }

    /// Every other guest stays until it is told to go; the others hang up by themselves.
    private Void visit(int number) throws Exception {
        ScheduledExecutorService loop = loops.get(number % loops.size());
        boolean stays = number % 2 == 0;
        Admission<FakeLease> admission = gateway.corridor(() -> methods, connector)
                .admit(Samples.approach(stays ? "stays" : "goes-" + number), loop);
        var admitted = (Admission.Admitted<FakeLease>) admission;
        var mediator = admitted.mediator();
        loop.submit(() -> mediator.onEnd(reason -> {
                    mediator.close();
                    ended.countDown();
                }))
                .get();
        for (int i = 0; i < 20; i++) {
            loop.submit(() -> act(mediator)).get();
        }
        if (!stays) loop.submit(mediator::close).get();
        return null;
    }

    private static void act(Mediator mediator) {
        RecordingPassage passage = new RecordingPassage();
        if (passage.heard(mediator.propose(Samples.read("select 1"), 1, passage)) instanceof Verdict.Permitted) {
            mediator.performed(passage, Samples.succeeded(1));
        }
    }

    private Void administrate() throws InterruptedException {
        authority.admits((workload, target, declared, now) -> Samples.granted(now));
        while (trail.events(AuditEvent.LeaseIssued.class).size() < GUESTS) {
            gateway.everyMinute();
            gateway.sessions().list().forEach(view -> assertThat(view.id()).hasSize(12));
            Thread.onSpinWait();
        }
        authority.admits((workload, target, declared, now) -> new Entry.Refused(RefusalReason.NOT_BOUND, "gone"));
        while (!ended.await(5, TimeUnit.MILLISECONDS)) {
            gateway.sessions().reconsider();
        }
        return null;
    }
}
