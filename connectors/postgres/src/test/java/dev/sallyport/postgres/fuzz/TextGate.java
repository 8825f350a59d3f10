package dev.sallyport.postgres.fuzz;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Attestation.BearerToken;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets in who says `good`, judges by the text alone, and keeps the books: what was permitted, and
/// whether each permit was accounted for exactly once.
final class TextGate implements Gate<LogIn> {

    private static final int MOST_TEXTS = 20_000;
    private static final String LIMIT = "limit!3";

    private final ScramSecret secret;
    /// The newest: a round's texts are looked up when it ends.
    private final Set<String> permitted = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_TEXTS;
        }
    }));
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    TextGate(ScramSecret secret) {
        this.secret = secret;
    }

    /// Whether that statement was permitted, in either phase.
    boolean permitted(String statement) {
        return permitted.contains(statement);
    }

    /// What was booked wrongly.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// Sessions that were let in and not given back.
    int open() {
        return open.get();
    }

    @Override
    public Admission<LogIn> admit(Approach approach, ScheduledExecutorService loop) {
        boolean good = approach.attestation() instanceof BearerToken token
                && token.token().equals("good");
        if (!good) return new Admission.TurnedAway<>(RefusalReason.BAD_SIGNATURE, "the token is not signed", "r-1");
        open.incrementAndGet();
        return new Admission.Admitted<>(session(), new FixedLease(secret), new Judge(loop));
    }

    @Override
    public String turnedAway(Rejection rejection) {
        return "r-1";
    }

    private static Session session() {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        Access access = new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, end);
        Workload workload = new Workload("test", "agent", "agent", new TreeMap<>(), end);
        Purpose purpose = new Purpose("p", "", Purpose.Declarer.RULE);
        return new Session("s1", workload, List.of(), "crm", purpose, access, Instant.EPOCH, end);
    }

    private record FixedLease(ScramSecret secret) implements LogIn {
        @Override
        public String id() {
            return "lease";
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

    private final class Judge implements Mediator {
        private final ScheduledExecutorService loop;
        private final Set<Passage> due = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<Future<?>> thinking = new ArrayList<>();
        private boolean closed;

        Judge(ScheduledExecutorService loop) {
            this.loop = loop;
        }

        @Override
        public Verdict propose(Action action, long catalog, Passage passage) {
            String text = action.statement();
            if (closed) faults.add("asked after the end: " + text);
            if (text.contains(Speech.DENIED)) return denied();
            if (!text.contains("slow!")) return permit(text, passage);
            thinking.add(loop.schedule(() -> settle(text, passage), 3, TimeUnit.MILLISECONDS));
            return Verdict.Wait.RECORDING;
        }

        private void settle(String text, Passage passage) {
            if (!closed) passage.settled(permit(text, passage));
        }

        private Verdict.Settled permit(String text, Passage passage) {
            permitted.add(text);
            due.add(passage);
            Limits limits = text.contains(LIMIT) ? new Limits(3) : Limits.NONE;
            return new Verdict.Permitted(
                    "s1-1", new Permit("script", limits, List.of(), Reservation.NOTHING, List.of()));
        }

        private static Verdict.Settled denied() {
            return new Verdict.Denied("s1-1", new Deny("script", "no", List.of(new Signal.Operational("no"))));
        }

        @Override
        public void progress(Passage passage, long records, long keys, long bytes) {}

        @Override
        public void alarm(Passage passage, String what, String detail) {}

        @Override
        public void performed(Passage passage, Outcome outcome) {
            if (!due.remove(passage)) faults.add("accounted for without a permit, or twice: " + outcome);
        }

        @Override
        public void withdraw(Passage passage) {
            due.remove(passage);
        }

        @Override
        public void conversation(String name, List<Turn> turns) {}

        @Override
        public void observed(Turn turn) {}

        @Override
        public void onEnd(Ending how) {}

        @Override
        public void close() {
            thinking.forEach(timer -> timer.cancel(false));
            if (closed) return;
            closed = true;
            open.decrementAndGet();
            if (!due.isEmpty()) faults.add(due.size() + " permits were never accounted for");
        }
    }
}
