package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseKind;
import java.time.InstantSource;

/// Gives out the leases on one target. Safe on every thread; blocks.
public interface Lessor extends AutoCloseable {

    /// The list of kinds: one line each.
    ///
    /// @param line stays the caller's: close it after this
    /// @param names of the roles of all targets of the gateway
    static Lessor of(AdminLine line, InstantSource clock, LeaseNames names) {
        return switch (line.target().leases().kind()) {
            case LeaseKind.Role _ -> new Leases(line, clock, names);
            case LeaseKind.Account account -> new Accounts(line, account, clock);
        };
    }

    /// @throws TargetException when there is none to be had; nothing is left behind
    LogIn mint(LeaseRequest request) throws TargetException;

    /// As [#mint], for clients that log in with a password: the demonstration and tests.
    default LogIn mintWithPassword(LeaseRequest request) throws TargetException {
        return mint(request);
    }

    /// How many there are, those that are just being ended included.
    int live();

    /// Begins the rounds that end what is overdue or was left behind. Call it once.
    void start(Sweeper.Witness witness);

    /// Ends the rounds.
    void stop();

    /// Ends the rounds and then every lease that is still there.
    @Override
    void close();
}
