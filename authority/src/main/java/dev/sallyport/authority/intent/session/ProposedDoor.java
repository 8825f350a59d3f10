package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.authority.rules.Contract.Unproposed;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds what a model proposed that now happens on a target's wire. Says nothing where no model speaks through the
/// gateway around the session. A pure answer over action and context, which makes it again from the trail (R24); what
/// the context's calls are is read off the loop and remembered for as long as nothing more was said. Safe on every
/// thread.
public final class ProposedDoor {

    private static final int SESSIONS = 10_000;

    private final Map<String, Known> bySession = new ConcurrentHashMap<>();

    private record Known(PromptContext context, ModelCalls calls) {}

    /// What makes [#proposed] quick.
    public Optional<Runnable> homework(Unproposed mode, Action action, State state) {
        if (!isDue(mode, action, state) || known(state) != null || !ModelCalls.speakIn(state.context()))
            return Optional.empty();
        return Optional.of(() -> calls(state));
    }

    /// @return empty when nobody looks, no model speaks here, or the action is none that is proposed
    public Optional<Signal.Proposed> proposed(Unproposed mode, Action action, State state) {
        if (!isDue(mode, action, state)) return Optional.empty();
        ModelCalls calls = calls(state);
        return calls.speak() ? Optional.of(calls.match(action)) : Optional.empty();
    }

    private static boolean isDue(Unproposed mode, Action action, State state) {
        return mode != Unproposed.OFF && !state.context().turns().isEmpty() && Acts.isDone(action);
    }

    private ModelCalls calls(State state) {
        Known known = known(state);
        if (known != null) return known.calls();
        ModelCalls calls = ModelCalls.of(state.context());
        if (bySession.size() >= SESSIONS) bySession.clear();
        bySession.put(state.session().id(), new Known(state.context(), calls));
        return calls;
    }

    private @Nullable Known known(State state) {
        Known known = bySession.get(state.session().id());
        return known != null && known.context().equals(state.context()) ? known : null;
    }

    public void forget(String session) {
        bySession.remove(session);
    }
}
