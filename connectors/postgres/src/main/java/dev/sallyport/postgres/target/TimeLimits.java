package dev.sallyport.postgres.target;

import dev.sallyport.grammar.sql.catalog.Ceilings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a session may set its own time-outs (R4): never to 0, which would lift them.
///
/// @param statement for `statement_timeout`; not below the lease's own
/// @param idleInTransaction for `idle_in_transaction_session_timeout`; not below the lease's own
/// @param lock for `lock_timeout`; a lease begins with it
/// @param transaction for `transaction_timeout` (PostgreSQL 17 or newer); a lease begins with it. Null: it begins
///     without one, and may set it up to the lease's maximum age, which ends the transaction anyway
/// @param maxAge of a lease
public record TimeLimits(
        Duration statement,
        Duration idleInTransaction,
        Duration lock,
        @Nullable Duration transaction,
        Duration maxAge) {

    /// A session may only lower what its lease was given.
    public static TimeLimits of(LeaseSettings leases) {
        return new TimeLimits(
                leases.statementTimeout(),
                leases.idleInTransactionTimeout(),
                leases.statementTimeout(),
                null,
                leases.maxAge());
    }

    public Ceilings ceilings() {
        Duration longest = transaction;
        return new Ceilings(Map.of(
                "statement_timeout", statement,
                "idle_in_transaction_session_timeout", idleInTransaction,
                "lock_timeout", lock,
                "transaction_timeout", longest == null ? maxAge : longest));
    }
}
