package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Judgement;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Judging;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the engine about actions for which a purpose wants it, off the loop, and remembers what it said for as long as
/// nothing more was said around the session. What a judge had to be asked about is good for one decision: whoever
/// answers may remember it. Safe on every thread.
///
/// What does not fit is forgotten and worked out again, which costs time and nothing else.
public final class IntentDoor {

    private static final int SESSIONS = 10_000;
    private static final int ACTIONS = 1_000;
    private static final double THOUSAND = 1000;

    private final Supplier<IntentEngine> engine;
    private final Judge judge;
    private final Map<String, Judgements> bySession = new ConcurrentHashMap<>();

    private record Judgements(
            PromptContext context, @Nullable Judging judging, Map<String, Signal.Intent> byFingerprint) {

        boolean fit(State state, @Nullable Judging now) {
            return context.equals(state.context()) && Objects.equals(judging, now);
        }
    }

    /// @param engine asked for when it is first needed, and often
    /// @param judge asked where the rules want it
    public IntentDoor(Supplier<IntentEngine> engine, Judge judge) {
        this.engine = engine;
        this.judge = judge;
    }

    /// What must be worked out before [#intention] can answer.
    ///
    /// @param judging when a judge is asked, if there is one
    public Optional<Question> homework(Intent mode, @Nullable Judging judging, Action action, State state) {
        if (!isDue(mode, action, state) || isKnown(find(judging, action, state))) return Optional.empty();
        Duration outside = judging == null ? Duration.ZERO : judging.patience();
        return Optional.of(new Question(() -> judge(judging, action, state), outside));
    }

    private static boolean isKnown(Signal.@Nullable Intent judged) {
        return judged != null && !judged.judge().wasAsked();
    }

    /// @return empty when the engine has nothing to say: it is not wanted, nobody asked for anything, or the action is
    ///     none that is asked for
    public Optional<Intention> intention(Intent mode, @Nullable Judging judging, Action action, State state) {
        if (!isDue(mode, action, state)) return Optional.empty();
        Signal.Intent judged = find(judging, action, state);
        if (judged != null) return Optional.of(new Intention.Judged(judged));
        return Optional.of(new Intention.Unjudged(new Signal.NotEvaluated("intent", "nobody judged it in time")));
    }

    private static boolean isDue(Intent mode, Action action, State state) {
        return mode != Intent.OFF
                && Acts.isAsked(action)
                && Told.anything(state.session().purpose(), state.context());
    }

    private void judge(@Nullable Judging judging, Action action, State state) {
        Told.of(state.session().purpose(), state.context()).ifPresent(told -> judge(told, judging, action, state));
    }

    private void judge(Told told, @Nullable Judging judging, Action action, State state) {
        Proposal proposal = new Proposal(told.request(), told.system(), told.history(), Acts.call(action));
        Judgement judgement = engine.get().judge(proposal);
        Signal.Intent signal = signal(judgement);
        try {
            if (judging != null)
                signal = new SecondOpinion(judging, judge)
                        .of(signal, new Judge.Doubt(proposal, judgement, told.signed()), action);
            keep(judging, action, state, signal);
        } catch (InterruptedException _) { // nobody waits for it any more
            Thread.currentThread().interrupt();
        }
    }

    private static Signal.Intent signal(Judgement judgement) {
        return new Signal.Intent(
                course(judgement.course()),
                (int) Math.round(judgement.score() * THOUSAND),
                judgement.rule(),
                judgement.why());
    }

    private static Signal.Intent.Course course(Judgement.Course course) {
        return switch (course) {
            case ALLOW -> Signal.Intent.Course.ALLOW;
            case STEP_UP -> Signal.Intent.Course.STEP_UP;
            case DENY -> Signal.Intent.Course.DENY;
        };
    }

    private Signal.@Nullable Intent find(@Nullable Judging judging, Action action, State state) {
        Judgements judgements = bySession.get(state.session().id());
        return judgements != null && judgements.fit(state, judging)
                ? judgements.byFingerprint().get(action.fingerprint())
                : null;
    }

    private void keep(@Nullable Judging judging, Action action, State state, Signal.Intent signal) {
        if (bySession.size() >= SESSIONS) bySession.clear();
        Judgements judgements = bySession.compute(state.session().id(), (_, kept) -> fitting(kept, judging, state));
        if (judgements.byFingerprint().size() >= ACTIONS)
            judgements.byFingerprint().clear();
        judgements.byFingerprint().put(action.fingerprint(), signal);
    }

    private static Judgements fitting(@Nullable Judgements kept, @Nullable Judging judging, State state) {
        return kept != null && kept.fit(state, judging)
                ? kept
                : new Judgements(state.context(), judging, new ConcurrentHashMap<>());
    }

    public void forget(String session) {
        bySession.remove(session);
    }
}
