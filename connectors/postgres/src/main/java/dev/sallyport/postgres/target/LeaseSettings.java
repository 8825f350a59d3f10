package dev.sallyport.postgres.target;

import java.time.Duration;
import java.util.regex.Pattern;

/// How leases on one target are named and how long they live.
///
/// @param kind what a lease is
/// @param prefix the first part of each role's name; roles with another prefix are never touched (R13)
/// @param instance which gateway made a lease. Two gateways that share a server MUST have different ones, or each
///     sweeps the other's leases away; a gateway that restarts MUST keep its own, or its orphans stay until expired
/// @param maxAge no lease lives longer, whatever the session says (R14)
/// @param idle a session in which nothing happens for this long is ended, and its lease with it (R14)
/// @param connections how many back ends of one lease at once: one for the conversation and one to spare while the
///     server cleans up behind a broken one
/// @param statementTimeout of the lease's statements, unless the session sets another within [TimeLimits]
/// @param idleInTransactionTimeout of the lease's sessions, likewise
/// @param expiredGrace how long past its expiry another gateway's lease is left alone
/// @param teardownTimeout how long to wait for the back ends of a lease to be gone
/// @param warm what is made ahead; nothing for an account
public record LeaseSettings(
        LeaseKind kind,
        String prefix,
        String instance,
        Duration maxAge,
        Duration idle,
        int connections,
        Duration statementTimeout,
        Duration idleInTransactionTimeout,
        Duration expiredGrace,
        Duration teardownTimeout,
        Warm warm) {

    public static final String DEFAULT_PREFIX = "sallyport";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{0,15}");

    public LeaseSettings {
        require(prefix, "prefix");
        require(instance, "instance");
    }

    public static LeaseSettings defaults(String instance) {
        return new LeaseSettings(
                new LeaseKind.Role(),
                DEFAULT_PREFIX,
                instance,
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Warm.NONE);
    }

    /// The same with leases of another kind.
    public LeaseSettings of(LeaseKind other) {
        return new LeaseSettings(
                other,
                prefix,
                instance,
                maxAge,
                idle,
                connections,
                statementTimeout,
                idleInTransactionTimeout,
                expiredGrace,
                teardownTimeout,
                warm);
    }

    private static void require(String word, String what) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "leases." + what + ": use a letter and up to 15 letters or digits, lower case: `" + word + "`");
        }
    }
}
