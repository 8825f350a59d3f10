package dev.sallyport.gateway;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Workloads, as counted, that may not come in until a moment. Kept in memory; after a restart the
/// application adds again what the trail's containments say. Bounded: a full table refuses everyone, it
/// forgets nobody (R5). Safe on every thread.
public final class Quarantine {

    private final InstantSource clock;
    private final int max;
    private final Map<String, Instant> until = new TreeMap<>();
    private Instant everyoneUntil = Instant.MIN;

    Quarantine(InstantSource clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /// Never shortens a quarantine that is there.
    public synchronized void add(String countedAs, Instant end) {
        purge();
        if (until.containsKey(countedAs) || until.size() < max) {
            until.merge(countedAs, end, Quarantine::later);
        } else {
            everyoneUntil = later(everyoneUntil, end);
        }
    }

    /// @return false when it was not there
    public synchronized boolean release(String countedAs) {
        return until.remove(countedAs) != null;
    }

    /// Until when this workload stays out; empty when it may come in.
    public synchronized Optional<Instant> of(String countedAs) {
        Instant end = later(until.getOrDefault(countedAs, Instant.MIN), everyoneUntil);
        return clock.instant().isBefore(end) ? Optional.of(end) : Optional.empty();
    }

    /// Whether this workload, or one that it acts for, stays out.
    Optional<Instant> of(Workload workload, Delegation delegation) {
        Optional<Instant> out = of(workload.countedAs());
        for (Delegation.Grant grant : delegation.above()) {
            if (out.isEmpty()) out = of(grant.workload().countedAs());
        }
        return out;
    }

    /// Who is out, and until when.
    public synchronized Map<String, Instant> list() {
        purge();
        return Map.copyOf(until);
    }

    private void purge() {
        Instant now = clock.instant();
        until.values().removeIf(end -> !now.isBefore(end));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
