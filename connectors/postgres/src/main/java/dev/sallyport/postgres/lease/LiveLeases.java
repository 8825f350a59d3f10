package dev.sallyport.postgres.lease;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The leases of this gateway on one target, from just before they are made until they are verified to be gone: what a
/// sweeper must not take for an orphan. Safe on every thread.
final class LiveLeases {

    private final LeaseNames names;
    private final ConcurrentHashMap<String, RoleLease> leases = new ConcurrentHashMap<>();

    LiveLeases(LeaseNames names) {
        this.names = names;
    }

    void expect(RoleName name) {
        names.add(name);
    }

    void add(RoleLease lease) {
        leases.put(lease.id(), lease);
    }

    void forget(RoleName name) {
        leases.remove(name.toString());
        names.remove(name);
    }

    /// Also when it is on another target of this gateway.
    boolean holds(String name) {
        return names.holds(name);
    }

    Optional<RoleLease> find(String name) {
        return Optional.ofNullable(leases.get(name));
    }

    List<RoleLease> expired(Instant now) {
        return leases.values().stream().filter(l -> !l.expiresAt().isAfter(now)).toList();
    }

    List<RoleLease> all() {
        return List.copyOf(leases.values());
    }
}
