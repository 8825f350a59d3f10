package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.ScramSecret;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets everyone in who says `good` or shows a certificate alone, and judges by what stands in the
/// statement: `deny!`, `hold!`, `limit!3`, `budget!`, `contain!`, `slow!` (recorded late).
final class ScriptedGate implements Gate<LogIn> {

    private static final Pattern LIMIT = Pattern.compile("limit!(\\d+)");

    final String role;
    final ScramSecret secret;
    final AtomicInteger budget = new AtomicInteger(5);
    final Map<String, Integer> endings = new java.util.concurrent.ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<DeclaredPurpose> purposes = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Attestation> attestations = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Action> actions = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Rejection> rejections = new ConcurrentLinkedQueue<>();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger withdrawn = new AtomicInteger();
    final ConcurrentLinkedQueue<String> alarms = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Turn> heard = new ConcurrentLinkedQueue<>();
    volatile boolean hears;
    volatile Mediator.Ending ending = reason -> {};

    ScriptedGate(String role, ScramSecret secret) {
        this.role = role;
        this.secret = secret;
    }

    @Override
    public Admission<LogIn> admit(Approach approach, ScheduledExecutorService loop) {
        attestations.add(approach.attestation());
        boolean good = switch (approach.attestation()) {
            case BearerToken token -> token.token().equals("good");
            case BoundToken bound -> bound.token().equals("good");
            case CertificateChain _ -> true;
            case SignedCloudRequest _ -> false;
        };
        if (!good) return new Admission.TurnedAway<>(RefusalReason.BAD_SIGNATURE, "the token is not signed", "r-1");
        purposes.add(approach.purpose());
        return new Admission.Admitted<>(session(approach.target()), new FixedLease(role, secret), new Script(loop));
    }

    @Override
    public String turnedAway(Rejection rejection) {
        rejections.add(rejection);
        return "r-" + rejections.size();
    }

    Rejection lastRejection() {
        return rejections.stream().reduce((before, last) -> last).orElseThrow();
    }

    /// Returns when every session that was admitted has been given back.
    void awaitAllClosed() {
        long patience = System.nanoTime() + 15_000_000_000L;
        while (closed.get() < purposes.size()) {
            if (System.nanoTime() > patience) throw new IllegalStateException("a session is still open");
            Thread.onSpinWait();
        }
    }

    /// Returns when somebody asked for a statement that contains this text.
    void awaitAsked(String text) {
        long patience = System.nanoTime() + 15_000_000_000L;
        while (actions.stream().noneMatch(action -> action.statement().contains(text))) {
            if (System.nanoTime() > patience) throw new IllegalStateException("nobody asked for `" + text + "`");
            Thread.onSpinWait();
        }
    }

    static Session session(String target) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        Access access = new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, end);
        Workload workload = new Workload("test", "agent", "agent", new TreeMap<>(), end);
        Purpose purpose = new Purpose("p", "", Purpose.Declarer.RULE);
        return new Session("s1", workload, List.of(), target, purpose, access, Instant.EPOCH, end);
    }

    record FixedLease(String role, ScramSecret secret) implements LogIn {
        @Override
        public String id() {
            return role;
        }

        @Override
        public String describe() {
            return "";
        }

        @Override
        public Instant expiresAt() {
            return Instant.MAX;
        }

        @Override
        public void close() {}
    }

    private final class Script implements Mediator {
        private final ScheduledExecutorService loop;
        private final IdentityHashMap<Passage, Future<?>> held = new IdentityHashMap<>();

        Script(ScheduledExecutorService loop) {
            this.loop = loop;
        }

        @Override
        public Verdict propose(Action action, long catalog, Passage passage) {
            actions.add(action);
            String s = action.statement();
            if (s.contains("deny!")) return denied("statement contains deny!");
            if (s.contains("oid 1613")) return denied("function call");
            if (s.contains("contain!"))
                return new Verdict.Ended("s1-1", new Contain("r", "contained", List.of(new Signal.Operational("x"))));
            if (action.phase() == Action.Phase.PREPARE) return permitted(Limits.NONE);
            if (s.contains("hold!")) return later(passage, s.contains("withdrawn") ? 20_000 : 200, Verdict.Wait.HELD);
            if (s.contains("slow!")) return later(passage, 50, Verdict.Wait.RECORDING);
            Matcher limit = LIMIT.matcher(s);
            if (limit.find()) return permitted(new Limits(Long.parseLong(limit.group(1))));
            if (s.contains("budget!") && budget.getAndDecrement() <= 0) return denied("budget of 5 used up");
            return permitted(Limits.NONE);
        }

        private Verdict later(Passage passage, long millis, Verdict.Wait wait) {
            held.put(passage, loop.schedule(() -> release(passage), millis, TimeUnit.MILLISECONDS));
            return wait;
        }

        private void release(Passage passage) {
            held.remove(passage);
            passage.settled(permitted(Limits.NONE));
        }

        private static Verdict.Settled denied(String reason) {
            return new Verdict.Denied("s1-1", new Deny("script", reason, List.of(new Signal.Operational(reason))));
        }

        private static Verdict.Settled permitted(Limits limits) {
            return new Verdict.Permitted(
                    "s1-1", new Permit("script", limits, List.of(), Reservation.NOTHING, List.of()));
        }

        @Override
        public void progress(Passage passage, long records, long keys, long bytes) {}

        @Override
        public void alarm(Passage passage, String what, String detail) {
            alarms.add(what + ": " + detail);
        }

        @Override
        public void performed(Passage passage, Outcome outcome) {
            endings.merge(outcome.ending().name(), 1, Integer::sum);
        }

        @Override
        public void withdraw(Passage passage) {
            Future<?> timer = held.remove(passage);
            if (timer != null) timer.cancel(false);
            withdrawn.incrementAndGet();
        }

        @Override
        public void conversation(String name, List<Turn> turns) {}

        @Override
        public void observed(Turn turn) {
            heard.add(turn);
        }

        @Override
        public boolean hears() {
            return hears;
        }

        @Override
        public void onEnd(Ending how) {
            ending = reason -> loop.execute(() -> how.end(reason));
        }

        @Override
        public void close() {
            held.values().forEach(timer -> timer.cancel(false));
            closed.incrementAndGet();
        }
    }
}
