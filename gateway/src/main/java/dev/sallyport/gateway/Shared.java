package dev.sallyport.gateway;

import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.session.Session;
import dev.sallyport.gateway.context.Contexts;
import dev.sallyport.gateway.context.Writings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/// What all corridors and sessions of one gateway share. Safe on every thread.
record Shared(
        Outside outside,
        GatewayPolicy policy,
        Pause pause,
        Ids ids,
        Pens pens,
        Seats seats,
        Quarantine quarantine,
        Holds holds,
        Sessions sessions,
        Refusals refusals,
        Contexts contexts,
        Writings writings,
        GatewayMetrics metrics) {

    Authority authority() {
        return outside.authority();
    }

    Trail trail() {
        return outside.trail();
    }

    /// Of what tells how something went that is on the disk already: nobody waits for the disk again.
    Durability afterwards() {
        return limits().actions().syncReads() ? Durability.SYNCED : Durability.WRITTEN;
    }

    ExecutorService blocking() {
        return outside.blocking();
    }

    /// As exact as the trail writes it, so that a decision that is made again has the same moment (R24).
    Instant now() {
        return outside.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    String shape(Session session) {
        return policy.shape().apply(session.target(), session.access().role());
    }

    GatewayLimits limits() {
        return policy.limits();
    }

    Generations generations(long catalog) {
        Generations current = outside.generations().get();
        return new Generations(current.configuration(), catalog, current.model());
    }
}
