package dev.sallyport.testkit.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One session of a [ScriptedGate].
final class ScriptedMediator implements Mediator {

    private static final Pattern LIMIT = Pattern.compile("limit!(\\d{1,18})");
    private static final Pattern MASK = Pattern.compile("mask!(\\w{1,18})");

    private final ScriptedGate<?> gate;
    private final ScheduledExecutorService loop;
    private final Thread born;
    private final Map<Passage, Future<?>> held = new ConcurrentHashMap<>();
    private final Map<Passage, Boolean> permitted = new ConcurrentHashMap<>();
    private volatile @Nullable Ending ending;
    private volatile @Nullable Thread seen;
    private int proposals;
    private volatile boolean over;

    ScriptedMediator(ScriptedGate<?> gate, ScheduledExecutorService loop) {
        this.gate = gate;
        this.loop = loop;
        this.born = Thread.currentThread();
    }

    private void onLoop() {
        Thread now = Thread.currentThread();
        Thread before = seen;
        if (before == null) seen = now;
        else if (!now.equals(before)) gate.faults.add("called on two threads");
        if (now.equals(born)) gate.faults.add("called on the thread that admitted");
    }

    @Override
    public Verdict propose(Action action, long catalog, Passage passage) {
        onLoop();
        gate.actions.add(action);
        String id = "q-" + ++proposals;
        String said = action.statement();
        if (over) return denied(id, "the session is over");
        if (said.contains("deny!")) return denied(id, "statement contains deny!");
        if (said.contains("contain!")) return new Verdict.Ended(id, Samples.contain("contained"));
        if (said.contains("forever!")) return later(id, passage, 600_000, Verdict.Wait.HELD);
        if (said.contains("hold!")) return later(id, passage, 200, Verdict.Wait.HELD);
        if (said.contains("slow!")) return later(id, passage, 50, Verdict.Wait.RECORDING);
        if (said.contains("budget!") && gate.budget.getAndDecrement() <= 0) return denied(id, "budget of 5 used up");
        Matcher limit = LIMIT.matcher(said);
        List<Mask> masks = MASK.matcher(said)
                .results()
                .map(found -> new Mask("script", found.group(1)))
                .toList();
        return permit(id, passage, limit.find() ? new Limits(Long.parseLong(limit.group(1))) : Limits.NONE, masks);
    }

    private Verdict later(String id, Passage passage, long millis, Verdict.Wait wait) {
        held.put(
                passage,
                loop.schedule(
                        () -> {
                            held.remove(passage);
                            passage.settled(permit(id, passage, Limits.NONE, List.of()));
                        },
                        millis,
                        TimeUnit.MILLISECONDS));
        return wait;
    }

    private Verdict.Settled permit(String id, Passage passage, Limits limits, List<Mask> masks) {
        permitted.put(passage, true);
        return new Verdict.Permitted(id, new Permit("script", limits, masks, Reservation.NOTHING, List.of()));
    }

    private static Verdict.Settled denied(String id, String reason) {
        return new Verdict.Denied(id, new Deny("script.deny", reason, List.of(new Signal.Operational(reason))));
    }

    @Override
    public void progress(Passage passage, long records, long keys, long bytes) {
        onLoop();
    }

    @Override
    public void alarm(Passage passage, String what, String detail) {
        onLoop();
        gate.heard.add("alarm: " + what + " " + detail);
    }

    @Override
    public void performed(Passage passage, Outcome outcome) {
        onLoop();
        if (permitted.remove(passage) == null && !over)
            gate.faults.add("performed twice, or never permitted: " + outcome.ending());
        gate.outcomes.add(outcome);
    }

    @Override
    public void withdraw(Passage passage) {
        onLoop();
        if (permitted.containsKey(passage)) gate.faults.add("a permitted action was withdrawn");
        Future<?> timer = held.remove(passage);
        if (timer != null) timer.cancel(false);
        gate.withdrawn.incrementAndGet();
    }

    @Override
    public void conversation(String name, List<Turn> turns) {
        onLoop();
        StringBuilder said = new StringBuilder(name).append(':');
        for (Turn turn : turns) {
            said.append(' ').append(turn.role()).append(' ').append(turn.text());
        }
        gate.heard.add(said.toString());
    }

    @Override
    public boolean hears() {
        onLoop();
        return gate.hears;
    }

    @Override
    public void observed(Turn turn) {
        onLoop();
        gate.heard.add("observed: " + turn.role() + " " + turn.text() + from(turn));
    }

    private static String from(Turn turn) {
        return turn.request().isEmpty() ? "" : " (" + turn.source() + ", " + turn.request() + ")";
    }

    @Override
    public void onEnd(Ending how) {
        onLoop();
        ending = how;
    }

    void endNow(String reason) {
        loop.execute(() -> {
            Ending how = ending;
            if (how != null && !over) how.end(reason);
        });
    }

    int outstanding() {
        return over ? 0 : permitted.size();
    }

    @Override
    public void close() {
        onLoop();
        held.values().forEach(timer -> timer.cancel(false));
        if (over) return;
        over = true;
        gate.closed.incrementAndGet();
    }
}
