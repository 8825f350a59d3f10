package dev.sallyport.authority.intent.session;

import dev.sallyport.api.decision.Signal;

/// What the engine says of an action that it is asked about.
public sealed interface Intention {

    Signal signal();

    record Judged(Signal.Intent signal) implements Intention {}

    /// Nobody worked it out: this permits nothing.
    record Unjudged(Signal.NotEvaluated signal) implements Intention {}
}
