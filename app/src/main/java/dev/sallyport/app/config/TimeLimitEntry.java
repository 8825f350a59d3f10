package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a session may set its own time-outs (R4).
public record TimeLimitEntry(
        @Doc("For `statement_timeout`. Without it, the target's `statementTimeout`: a session can only lower it.")
        @Nullable
        @Bounds(min = "1s", max = "24h")
        Duration statementTimeout,

        @Doc("For `idle_in_transaction_session_timeout`. Without it, the `idleInTransaction` of the lease.")
        @Nullable
        @Bounds(min = "1s", max = "24h")
        Duration idleInTransaction,

        @Doc("For `lock_timeout`, and what a session begins with. Without it, as for `statementTimeout`.")
        @Nullable
        @Bounds(min = "1ms", max = "24h")
        Duration lockTimeout,

        @Doc(
                "For `transaction_timeout`, and what a session begins with: PostgreSQL 17 or newer. Without it, a session begins without one and can set it up to the lease's `maxAge`, which ends it anyway.")
        @Nullable
        @Bounds(min = "1s", max = "7d")
        Duration transactionTimeout) {}
