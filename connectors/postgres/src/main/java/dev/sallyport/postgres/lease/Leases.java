package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.Warm;
import java.time.InstantSource;

/// All leases of this gateway on one target, each a role of its own. Safe on every thread; blocks.
public final class Leases implements Lessor {

    private final LiveLeases live;
    private final RoleMint mint;
    private final Sweeper sweeper;
    private final PendingDestructions pending = new PendingDestructions();

    /// @param line stays the caller's: close it after this
    /// @param names of all targets of the gateway
    public Leases(AdminLine line, InstantSource clock, LeaseNames names) {
        this.live = new LiveLeases(names);
        Demolition demolition = new Demolition(line, pending, clock);
        this.mint = new RoleMint(line, live, demolition, clock);
        this.sweeper = new Sweeper(line, live, demolition, pending, clock);
    }

    /// @throws TargetException when the target is away, refuses, or would grant less than asked; nothing is left behind
    @Override
    public RoleLease mint(LeaseRequest request) throws TargetException {
        return mint.mint(request);
    }

    /// A role that may log in and nothing else (R16): [#furnish] it for its session, or close it.
    ///
    /// @param role its configured name
    /// @param envelope of the purpose it is made for
    /// @throws TargetException as [#mint]
    public RoleLease mintBlank(String role, Envelope envelope) throws TargetException {
        return mint.mintBlank(role, envelope, warm().keep());
    }

    /// Gives a blank role what the session may have.
    ///
    /// @return what takes the blank's place
    /// @throws TargetException as [#mint]; the blank is still to be closed
    public RoleLease furnish(RoleLease blank, LeaseRequest request) throws TargetException {
        return mint.furnish(blank, request);
    }

    public Warm warm() {
        return mint.target().leases().warm();
    }

    @Override
    public void start(Sweeper.Witness witness) {
        sweeper.start(Sweeper.DEFAULT_INTERVAL, witness);
    }

    @Override
    public void stop() {
        sweeper.close();
    }

    @Override
    public RoleLease mintWithPassword(LeaseRequest request) throws TargetException {
        return mint.mintWithPassword(request);
    }

    /// Not started yet.
    public Sweeper sweeper() {
        return sweeper;
    }

    public PendingDestructions pending() {
        return pending;
    }

    Counter<Order> counter() {
        return mint.counter();
    }

    @Override
    public int live() {
        return live.all().size();
    }

    /// Ends the sweeper and then every lease that is still there. What the target does not let go now is left to the
    /// next start.
    @Override
    public void close() {
        sweeper.close();
        sweeper.endAll();
    }
}
