package dev.sallyport.postgres.lease;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The names of all leases of one gateway, over all of its targets: two targets may be databases of one server, whose
/// roles are common to both, and neither may take the other's leases for orphans. Safe on every thread.
public final class LeaseNames {

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    void add(RoleName name) {
        names.add(name.toString());
    }

    void remove(RoleName name) {
        names.remove(name.toString());
    }

    boolean holds(String name) {
        return names.contains(name);
    }
}
