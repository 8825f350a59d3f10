package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.connector.Mediator.Passage;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.testkit.gateway.MemoryTrail;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What an approval is bound to, and who may give it (R19).
class HeldActionTest {

    private static final Generations GENERATIONS = new Generations("c0ffee", 3, "pg_query 18");
    private static final Access ACCESS = Samples.access(Samples.NOON);
    private static final Purpose PURPOSE = new Purpose("resolve-ticket", "ticket 7", Purpose.Declarer.AGENT);

    private static Session session(String id, Purpose purpose, Access access) {
        return new Session(
                id,
                Samples.workload("billing"),
                List.of("orchestrator"),
                "crm",
                purpose,
                access,
                Samples.NOON,
                Samples.NOON.plusSeconds(60));
    }

    @Test
    void theFingerprintCoversEverythingThatTheApproverSaw() {
        Session session = session("s1", PURPOSE, ACCESS);
        Action action = Samples.update("update");
        Action otherArgument = new Action(
                action.phase(), action.operations(), List.of(new Argument("$1", "8")), "update", action.fingerprint());
        Action shifted = new Action(
                action.phase(), action.operations(), List.of(new Argument("$17", "")), "update", action.fingerprint());
        Purpose otherTask = new Purpose("resolve-ticket", "ticket 8", Purpose.Declarer.AGENT);
        Access otherRole = new Access("access[0]", "admin", ACCESS.mode(), ACCESS.envelope(), ACCESS.latestEnd());
        Set<String> prints = new HashSet<>(List.of(
                HoldFingerprint.of(session, action, GENERATIONS),
                HoldFingerprint.of(session, Samples.update("update x"), GENERATIONS),
                HoldFingerprint.of(session, otherArgument, GENERATIONS),
                HoldFingerprint.of(session, shifted, GENERATIONS),
                HoldFingerprint.of(session("s2", PURPOSE, ACCESS), action, GENERATIONS),
                HoldFingerprint.of(session("s1", otherTask, ACCESS), action, GENERATIONS),
                HoldFingerprint.of(session("s1", PURPOSE, otherRole), action, GENERATIONS),
                HoldFingerprint.of(session, action, new Generations("c0ffee", 4, "pg_query 18")),
                HoldFingerprint.of(session, action, new Generations("decade", 3, "pg_query 18"))));
        assertThat(prints).hasSize(9);
        assertThat(prints).contains(HoldFingerprint.of(session, action, GENERATIONS));
    }

    private static HeldAction held(Holds holds) {
        Passage passage = new RecordingPassage();
        Proposal proposal = new Proposal("s1", 1, Samples.update("update"), 3, passage);
        return holds.reserve(
                        proposal, session("s1", PURPOSE, ACCESS), Samples.hold(Duration.ofMinutes(1)), "fingerprint")
                .orElseThrow();
    }

    private static Holds holds(int max) {
        return new Holds(new MemoryTrail(), () -> Samples.NOON, new Ids(new Random(1)), max);
    }

    /// What is counted stands behind its issuer; a person is not known by that.
    @Test
    void noIssuerInFrontOfANameHidesWhoAsks() {
        Session plain = session("s1", PURPOSE, ACCESS);
        Workload counted = new Workload(
                "platform", "pod-7", "https://issuer.example ann", new TreeMap<>(), Samples.NOON.plusSeconds(60));
        Session asking =
                new Session(plain.id(), counted, List.of(), "crm", PURPOSE, ACCESS, plain.openedAt(), plain.endsAt());
        Proposal proposal = new Proposal("s1", 1, Samples.update("update"), 3, new RecordingPassage());
        HeldAction held = holds(1).reserve(proposal, asking, Samples.hold(Duration.ofMinutes(1)), "fingerprint")
                .orElseThrow();
        assertThat(held.requestedBy("Ann")).isTrue();
        assertThat(held.requestedBy("bob")).isFalse();
    }

    @Test
    void whoItActsForDoesNotApproveItEither() {
        HeldAction held = held(holds(1));
        assertThat(held.requestedBy("Orchestrator ")).isTrue();
        assertThat(held.requestedBy("alice")).isFalse();
    }

    @Test
    void ofManyAnswersAtOnceExactlyOneCounts() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Holds holds = holds(1);
            HeldAction held = held(holds);
            AtomicInteger words = new AtomicInteger();
            AtomicInteger accepted = new AtomicInteger();
            held.show(word -> words.incrementAndGet());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    boolean yes = i % 2 == 0;
                    threads.execute(() -> {
                        String id = held.view().id();
                        HoldAnswer answer = yes ? holds.approve(id, "alice") : holds.deny(id, "bob", "");
                        if (answer == HoldAnswer.ACCEPTED) accepted.incrementAndGet();
                    });
                }
            }
            assertThat(words).hasValue(1);
            assertThat(accepted).hasValue(1);
        }
    }

    @Test
    void anExpiryDoesNotOvertakeAnAnswerThatIsBeingRecorded() {
        HeldAction held = held(holds(1));
        held.show(word -> {});
        assertThat(held.claim()).isTrue();
        assertThat(held.expire()).isFalse();
        held.unclaim();
        assertThat(held.expire()).isTrue();
        assertThat(held.claim()).isFalse();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Holds holds = holds(1);
        HeldAction held = held(holds);
        holds.remove(held);
        holds.remove(held);
        held(holds);
        assertThat(holds.size()).isEqualTo(1);
    }
}
