package dev.sallyport.gateway;

import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.session.TaskTokens;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What the corridor is given from outside. All of it is used on many threads at once.
///
/// @param generations the current ones; the catalog's is filled in per action
/// @param random for ids: a `SecureRandom`
/// @param blocking for what may block: one virtual thread per task
/// @param tokens the session tokens that were given out
public record Outside(
        Authority authority,
        Trail trail,
        Supplier<Generations> generations,
        InstantSource clock,
        RandomGenerator random,
        ExecutorService blocking,
        TaskTokens tokens) {

    /// Of a gateway that gives out no session tokens.
    public Outside(
            Authority authority,
            Trail trail,
            Supplier<Generations> generations,
            InstantSource clock,
            RandomGenerator random,
            ExecutorService blocking) {
        this(authority, trail, generations, clock, random, blocking, TaskTokens.NONE);
    }
}
