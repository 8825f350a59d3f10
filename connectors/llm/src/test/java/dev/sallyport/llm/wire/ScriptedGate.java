package dev.sallyport.llm.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
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
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.llm.target.ProviderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets everyone in whose token begins with `good`, each token as a workload with a session of its own, and judges by
/// names: nothing that is not understood, no model `forbidden`, no tool and no provider's tool that begins with `bad`;
/// a tool that begins with `slow` takes its time, with `end` ends the session.
final class ScriptedGate implements Gate<ProviderKey> {

    final List<Action> actions = new CopyOnWriteArrayList<>();
    final List<Turn> observed = new CopyOnWriteArrayList<>();
    final Map<String, List<Turn>> conversations = new ConcurrentHashMap<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    final List<Long> progress = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();
    volatile Limits limits = Limits.NONE;
    volatile Mediator.Passage lastModelUse;
    volatile ScheduledExecutorService lastLoop;

    @Override
    public Admission<ProviderKey> admit(Approach approach, ScheduledExecutorService loop) {
        boolean good = approach.attestation() instanceof BearerToken token
                && token.token().startsWith("good");
        if (!good) return new Admission.TurnedAway<>(RefusalReason.BAD_SIGNATURE, "the token is not signed", "r-0");
        String subject = ((BearerToken) approach.attestation()).token();
        Session session = session(approach.target(), "s" + sessions.incrementAndGet(), subject);
        lastLoop = loop;
        return new Admission.Admitted<>(session, new ProviderKey(approach.target(), Instant.MAX), new Script(loop));
    }

    private static Session session(String target, String id, String subject) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        Access access = new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, end);
        Workload workload = new Workload("test", subject, "agent", new TreeMap<>(), end);
        Purpose purpose = new Purpose("p", "", Purpose.Declarer.RULE);
        return new Session(id, workload, List.of(), target, purpose, access, Instant.EPOCH, end);
    }

    @Override
    public String turnedAway(Rejection rejection) {
        return "r-0";
    }

    List<String> proposed() {
        List<String> names = new ArrayList<>();
        for (Action action : actions) {
            action.operations()
                    .forEach(operation -> names.add(
                            operation.verb() + " " + operation.resource().kind() + " "
                                    + operation.resource().name()));
        }
        return names;
    }

    Outcome outcomeOf(int number) throws InterruptedException {
        for (int i = 0; i < 500 && outcomes.size() <= number; i++) Thread.sleep(10);
        return outcomes.get(number);
    }

    private final class Script implements Mediator {
        private final ScheduledExecutorService loop;

        Script(ScheduledExecutorService loop) {
            this.loop = loop;
        }

        @Override
        public Verdict propose(Action action, long catalog, Passage passage) {
            actions.add(action);
            order.add("propose");
            Resource first = action.operations().getFirst().resource();
            if (!first.kind().equals(Resource.PROPOSAL)) lastModelUse = passage;
            String id = "req-" + actions.size();
            for (var operation : action.operations()) {
                String name = operation.resource().name();
                boolean bad = operation.verb() == Verb.UNKNOWN || name.startsWith("bad") || name.equals("forbidden");
                if (bad)
                    return denied(id, operation.note().isEmpty() ? "`" + name + "` is not allowed" : operation.note());
                if (name.startsWith("end"))
                    return new Verdict.Ended(id, new Contain("script", "enough", List.of(new Signal.Operational("x"))));
                if (name.startsWith("slow")) {
                    loop.schedule(() -> passage.settled(permitted(id)), 300, TimeUnit.MILLISECONDS);
                    return Verdict.Wait.THINKING;
                }
            }
            return permitted(id);
        }

        private static Verdict.Settled denied(String id, String reason) {
            return new Verdict.Denied(id, new Deny("purposes.p", reason, List.of(new Signal.Operational(reason))));
        }

        private Verdict.Settled permitted(String id) {
            return new Verdict.Permitted(id, new Permit("script", limits, List.of(), Reservation.NOTHING, List.of()));
        }

        @Override
        public void progress(Passage passage, long records, long keys, long bytes) {
            progress.add(records);
        }

        @Override
        public void alarm(Passage passage, String what, String detail) {}

        @Override
        public void performed(Passage passage, Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void withdraw(Passage passage) {}

        @Override
        public void conversation(String name, List<Turn> turns) {
            order.add("conversation");
            conversations.put(name, List.copyOf(turns));
        }

        @Override
        public void observed(Turn turn) {
            observed.add(turn);
        }

        @Override
        public void onEnd(Ending how) {}

        @Override
        public void close() {}
    }
}
