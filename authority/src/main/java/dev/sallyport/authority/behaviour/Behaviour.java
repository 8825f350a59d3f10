package dev.sallyport.authority.behaviour;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import java.util.Optional;

/// Knows what is usual. Safe on every thread; blocks on nothing.
public interface Behaviour {

    Behaviour UNKNOWN = new Behaviour() {
        @Override
        public Optional<Signal.Unusual> unusual(Action action, State state) {
            return Optional.empty();
        }

        @Override
        public void performed(Action action, Outcome outcome, State state) {}
    };

    /// What about this action its workload never did before; empty when it is usual, or when too little is known.
    Optional<Signal.Unusual> unusual(Action action, State state);

    void performed(Action action, Outcome outcome, State state);
}
