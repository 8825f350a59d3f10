package dev.sallyport.mcp.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets everyone in who shows `agent-NAME` or `agent-NAME.RENEWAL`, and judges by what stands in the
/// statement: `deny!`, `hold!`, `contain!`, `mask!`, `only2!`, `cut!`; denies what is not understood.
final class McpGate implements Gate<McpLease> {

    /// What the gateway shows the server: it must appear nowhere else.
    static final String SECRET = "s3cr3t-of-the-server-4711";

    final ConcurrentLinkedQueue<Action> actions = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Turn> observed = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Rejection> rejections = new ConcurrentLinkedQueue<>();
    final Map<String, Mediator.Ending> endings = new ConcurrentHashMap<>();
    final AtomicInteger admitted = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile Envelope envelope = Envelope.UNRESTRICTED;

    @Override
    public Admission<McpLease> admit(Approach approach, ScheduledExecutorService loop) {
        String token = switch (approach.attestation()) {
            case BearerToken bearer -> bearer.token();
            case BoundToken bound -> bound.token();
            default -> "";
        };
        if (!token.matches("agent-[a-z]+(\\.[0-9]+)?"))
            return new Admission.TurnedAway<>(RefusalReason.BAD_SIGNATURE, "the token is not signed", "r-1");
        admitted.incrementAndGet();
        Fields fields = Fields.of("authorization", "Bearer " + SECRET);
        McpLease lease =
                new McpLease("lease", "one bearer token", Instant.MAX, fields, Echoes.of(List.of(Secret.of(SECRET))));
        String subject = token.split("\\.")[0];
        return new Admission.Admitted<>(session(subject, approach.target()), lease, new Script(loop, token));
    }

    private Session session(String subject, String target) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        Access access = new Access("access[0]", "", Mode.ENFORCE, envelope, end);
        Workload workload = new Workload("test", subject, subject, new TreeMap<>(), end);
        Purpose purpose = new Purpose("p", "", Purpose.Declarer.RULE);
        return new Session("s-" + admitted.get(), workload, List.of(), target, purpose, access, Instant.EPOCH, end);
    }

    @Override
    public String turnedAway(Rejection rejection) {
        rejections.add(rejection);
        return "r-" + rejections.size();
    }

    /// Statements of all actions, in order.
    List<String> statements() {
        return actions.stream().map(Action::statement).toList();
    }

    private final class Script implements Mediator {

        private final ScheduledExecutorService loop;
        private final String token;

        Script(ScheduledExecutorService loop, String token) {
            this.loop = loop;
            this.token = token;
        }

        @Override
        public Verdict propose(Action action, long catalog, Passage passage) {
            actions.add(action);
            String s = action.statement();
            if (s.contains("deny!")) return denied("the statement contains deny!");
            for (Operation operation : action.operations())
                if (operation.verb() == Verb.UNKNOWN) return denied("not understood: " + operation.note());
            if (s.contains("contain!"))
                return new Verdict.Ended("q-1", new Contain("r", "contained", List.of(new Signal.Operational("x"))));
            if (s.contains("cut!"))
                loop.schedule(() -> passage.cut(deny("cut by the script")), 700, TimeUnit.MILLISECONDS);
            if (s.contains("hold!")) {
                loop.schedule(() -> passage.settled(permitted(action)), 200, TimeUnit.MILLISECONDS);
                return Verdict.Wait.HELD;
            }
            return permitted(action);
        }

        private static Verdict.Settled permitted(Action action) {
            String s = action.statement();
            Limits limits = s.contains("only2!") ? new Limits(2) : Limits.NONE;
            List<Mask> masks = s.contains("mask!") ? List.of(new Mask("x", "ssn")) : List.of();
            return new Verdict.Permitted(
                    "q-1", new Permit("purposes.p.allow[0]", limits, masks, Reservation.NOTHING, List.of()));
        }

        private static Verdict.Settled denied(String reason) {
            return new Verdict.Denied("q-1", deny(reason));
        }

        private static Deny deny(String reason) {
            return new Deny("purposes.p.otherwise", reason, List.of(new Signal.Operational(reason)));
        }

        @Override
        public void progress(Passage passage, long records, long keys, long bytes) {}

        @Override
        public void alarm(Passage passage, String what, String detail) {}

        @Override
        public void performed(Passage passage, Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void withdraw(Passage passage) {}

        @Override
        public void conversation(String name, List<Turn> turns) {}

        @Override
        public void observed(Turn turn) {
            observed.add(turn);
        }

        @Override
        public void onEnd(Ending how) {
            endings.put(token, reason -> loop.execute(() -> how.end(reason)));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
