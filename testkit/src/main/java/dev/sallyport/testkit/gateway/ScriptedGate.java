package dev.sallyport.testkit.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A gate for tests of connectors: lets everyone in whose token begins with `good`, or who shows a
/// certificate alone, and judges by what stands in the statement: `deny!`, `hold!` (200 ms, then
/// permitted), `forever!` (held until withdrawn), `limit!3` (records), `mask!ssn`, `budget!` (five times in all),
/// `contain!`, `slow!` (recorded 50 ms late). Keeps the books of what was asked, said and performed, and
/// notes what a connector does that it must not. Safe on every thread.
///
/// @param <L> the connector's lease
public final class ScriptedGate<L extends CredentialLease> implements Gate<L> {

    private final Function<LeaseRequest, L> leases;
    private final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger budget = new AtomicInteger(5);
    private final Queue<Approach> approaches = new ConcurrentLinkedQueue<>();
    private final Queue<Rejection> rejections = new ConcurrentLinkedQueue<>();
    private final Queue<ScriptedMediator> mediators = new ConcurrentLinkedQueue<>();
    final Queue<Action> actions = new ConcurrentLinkedQueue<>();
    final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    final Queue<String> faults = new ConcurrentLinkedQueue<>();
    volatile boolean hears;
    final AtomicInteger withdrawn = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    public ScriptedGate(Function<LeaseRequest, L> leases) {
        this.leases = leases;
    }

    @Override
    public Admission<L> admit(Approach approach, ScheduledExecutorService loop) {
        approaches.add(approach);
        boolean good = switch (approach.attestation()) {
            case BearerToken token -> token.token().startsWith("good");
            case BoundToken bound -> bound.token().startsWith("good");
            case CertificateChain _ -> true;
            case SignedCloudRequest _ -> false;
        };
        if (!good) return new Admission.TurnedAway<>(RefusalReason.BAD_SIGNATURE, "the token is not signed", "r-1");
        Session session = session(approach);
        ScriptedMediator mediator = new ScriptedMediator(this, loop);
        mediators.add(mediator);
        return new Admission.Admitted<>(session, leases.apply(new LeaseRequest(session, session.endsAt())), mediator);
    }

    private Session session(Approach approach) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        return new Session(
                "s" + sessions.incrementAndGet(),
                Samples.workload("agent"),
                List.of(),
                approach.target(),
                new Purpose(approach.purpose().name(), approach.purpose().task(), Purpose.Declarer.RULE),
                Samples.access(end),
                Instant.EPOCH,
                end);
    }

    @Override
    public String turnedAway(Rejection rejection) {
        rejections.add(rejection);
        return "r-" + rejections.size();
    }

    /// Whether its sessions want to hear what targets answer; false unless said.
    public void hears(boolean wanted) {
        hears = wanted;
    }

    /// Ends every session from outside, each on its loop.
    public void endAll(String reason) {
        mediators.forEach(mediator -> mediator.endNow(reason));
    }

    public List<Approach> approaches() {
        return List.copyOf(approaches);
    }

    public List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /// In the order in which they were proposed.
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /// Conversations and answers, as `name: role text …` and `observed: role text`.
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /// What a connector did that it must not: empty after every good test.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    public int withdrawn() {
        return withdrawn.get();
    }

    /// Sessions that were given back.
    public int closed() {
        return closed.get();
    }

    /// Permitted and not yet accounted for.
    public int outstanding() {
        return mediators.stream().mapToInt(ScriptedMediator::outstanding).sum();
    }

    /// Waits for at most 15 s.
    public void await(String what, BooleanSupplier condition) {
        long patience = System.nanoTime() + 15_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - patience > 0) throw new AssertionError("did not come: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
