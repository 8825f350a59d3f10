package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Judgement;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.rules.Contract.Intent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the engine about actions for which a purpose wants it, off the loop, and remembers what it said for as long as
/// nothing more was said around the session. Safe on every thread.
///
/// What does not fit is forgotten and worked out again, which costs time and nothing else.
public final class IntentDoor {

    private static final int SESSIONS = 10_000;
    private static final int ACTIONS = 1_000;
    private static final double THOUSAND = 1000;

    private final Supplier<IntentEngine> engine;
    private final Map<String, Judgements> bySession = new ConcurrentHashMap<>();

    private record Judgements(PromptContext context, Map<String, Signal.Intent> byFingerprint) {}

    /// @param engine asked for when it is first needed, and often
    public IntentDoor(Supplier<IntentEngine> engine) {
        this.engine = engine;
    }

    /// What must be worked out before [#intention] can answer.
    public Optional<Runnable> homework(Intent mode, Action action, State state) {
        if (!isDue(mode, action, state) || find(action, state) != null) return Optional.empty();
        return Told.of(state.session().purpose(), state.context()).map(told -> () -> judge(told, action, state));
    }

    /// @return empty when the engine has nothing to say: it is not wanted, nobody asked for anything, or the action is
    ///     none that is asked for
    public Optional<Intention> intention(Intent mode, Action action, State state) {
        if (!isDue(mode, action, state)) return Optional.empty();
        Signal.Intent judged = find(action, state);
        if (judged != null) return Optional.of(new Intention.Judged(judged));
        return Told.of(state.session().purpose(), state.context())
                .map(_ -> new Intention.Unjudged(new Signal.NotEvaluated("intent", "nobody judged it in time")));
    }

    private static boolean isDue(Intent mode, Action action, State state) {
        if (mode == Intent.OFF) return false;
        boolean asked = !state.session().purpose().task().isEmpty()
                || !state.context().turns().isEmpty();
        return asked && Acts.isAsked(action);
    }

    private void judge(Told told, Action action, State state) {
        Judgement judgement =
                engine.get().judge(new Proposal(told.request(), told.system(), told.history(), Acts.call(action)));
        Signal.Intent signal = new Signal.Intent(
                course(judgement.course()),
                (int) Math.round(judgement.score() * THOUSAND),
                judgement.rule(),
                judgement.why());
        keep(action, state, signal);
    }

    private static Signal.Intent.Course course(Judgement.Course course) {
        return switch (course) {
            case ALLOW -> Signal.Intent.Course.ALLOW;
            case STEP_UP -> Signal.Intent.Course.STEP_UP;
            case DENY -> Signal.Intent.Course.DENY;
        };
    }

    private Signal.@Nullable Intent find(Action action, State state) {
        Judgements judgements = bySession.get(state.session().id());
        return judgements != null && judgements.context().equals(state.context())
                ? judgements.byFingerprint().get(action.fingerprint())
                : null;
    }

    private void keep(Action action, State state, Signal.Intent signal) {
        if (bySession.size() >= SESSIONS) bySession.clear();
        Judgements judgements = bySession.compute(state.session().id(), (_, kept) -> fitting(kept, state.context()));
        if (judgements.byFingerprint().size() >= ACTIONS)
            judgements.byFingerprint().clear();
        judgements.byFingerprint().put(action.fingerprint(), signal);
    }

    private static Judgements fitting(@Nullable Judgements kept, PromptContext context) {
        return kept != null && kept.context().equals(context)
                ? kept
                : new Judgements(context, new ConcurrentHashMap<>());
    }

    public void forget(String session) {
        bySession.remove(session);
    }
}
