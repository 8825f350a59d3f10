package dev.sallyport.postgres.target;

import dev.sallyport.api.credential.Secret;
import java.time.Duration;

/// The kinds of lease on a PostgreSQL target: all there are.
public sealed interface LeaseKind {

    /// Whether leases of both are the same thing, so that those of the one can go on under the other.
    default boolean sameAs(LeaseKind other) {
        return switch (this) {
            case Role _ -> other instanceof Role;
            case Account one ->
                other instanceof Account two
                        && one.user.equals(two.user)
                        && one.password.sameAs(two.password)
                        && one.most == two.most
                        && one.patience.equals(two.patience);
        };
    }

    /// A role of its own for each session, made and destroyed with it: what it was not granted it cannot do (R12).
    record Role() implements LeaseKind {}

    /// A standing account that the agent never sees, for databases where roles cannot be made. Nothing at the target
    /// is made or dropped for a session, so its limits are enforced by the gateway alone.
    ///
    /// @param most sessions that use it at once; 1: it is exclusive
    /// @param patience how long a session waits until one of the others has left
    record Account(String user, Secret password, int most, Duration patience) implements LeaseKind {

        public Account {
            if (most < 1) throw new IllegalArgumentException("lease.account.max: use 1 or more: `" + most + "`");
        }
    }
}
