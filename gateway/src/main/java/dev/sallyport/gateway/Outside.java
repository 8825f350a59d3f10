package dev.sallyport.gateway;

import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Generations;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What the corridor is given from outside. All of it is used on many threads at once.
///
/// @param generations the current ones; the catalog's is filled in per action
/// @param random for ids: a `SecureRandom`
/// @param blocking for what may block: one virtual thread per task
public record Outside(
        Authority authority,
        Trail trail,
        Supplier<Generations> generations,
        InstantSource clock,
        RandomGenerator random,
        ExecutorService blocking) {}
