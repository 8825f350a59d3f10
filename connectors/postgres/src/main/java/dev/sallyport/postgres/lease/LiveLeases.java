package dev.sallyport.postgres.lease;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The leases of this gateway on one target, from just before they are made until they are verified to be gone: what a
/// sweeper must not take for an orphan. Safe on every thread.
final class LiveLeases {

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, RoleLease> leases = new ConcurrentHashMap<>();

    void expect(RoleName name) {
        names.add(name.toString());
    }

    void add(RoleLease lease) {
        leases.put(lease.id(), lease);
    }

    void forget(RoleName name) {
        leases.remove(name.toString());
        names.remove(name.toString());
    }

    boolean holds(String name) {
        return names.contains(name);
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
