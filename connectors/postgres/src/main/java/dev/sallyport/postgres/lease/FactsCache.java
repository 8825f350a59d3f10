package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.target.Grant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// What the server said lately about what roles name, at most a second old: a table that has changed
/// since gets less granted than it has, or makes the grant fail. Used under the lock of one [Counter].
final class FactsCache {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final Map<List<Grant>, Known> known = new HashMap<>();

    private record Known(ServerFacts facts, long since) {}

    FactsCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    ServerFacts of(AdminSession session, List<Grant> grants) throws SQLException {
        long now = nanos.getAsLong();
        known.values().removeIf(one -> now - one.since() > FRESH_NANOS);
        Known found = known.get(grants);
        if (found == null) {
            found = new Known(ServerFacts.read(session, grants), now);
            known.put(grants, found);
        }
        return found.facts();
    }

    /// Something was refused: it may be the reason.
    void forget() {
        known.clear();
    }
}
