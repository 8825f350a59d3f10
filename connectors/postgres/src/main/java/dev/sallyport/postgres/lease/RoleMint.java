package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.TargetSettings;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Makes one role per session: afterwards it is there with all its grants, or not at all. Roles that are ordered at the
/// same time are made in one transaction ([Counter]).
/// Safe on every thread; blocks.
public final class RoleMint {

    private final AdminLine line;
    private final LiveLeases live;
    private final Demolition demolition;
    private final Counter<Order> counter;
    /// For blank roles: they are logged in already, so what changed in the last second costs them at most a
    /// table.
    private final FactsCache facts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RoleMint(AdminLine line, LiveLeases live, Demolition demolition, InstantSource clock) {
        this.line = line;
        this.live = live;
        this.demolition = demolition;
        this.clock = clock;
        long patience = line.target().admin().statementTimeout().toMillis();
        this.counter = new Counter<>(line.target().name(), "make a lease", this::make, patience, Duration.ZERO);
        this.facts = new FactsCache(System::nanoTime);
    }

    Counter<Order> counter() {
        return counter;
    }

    /// @throws TargetException when the target is away, refuses, or would grant less than asked; nothing is left behind
    public RoleLease mint(LeaseRequest request) throws TargetException {
        return mint(request, ScramSecret.random(random));
    }

    /// A role that may log in and nothing else (R16), until a session comes for it.
    ///
    /// @param role its configured name: the most that it can be given later
    /// @param envelope of the purpose: whether it only reads is a setting of the role
    /// @param within a session comes, or the role is destroyed
    /// @throws TargetException as [#mint]
    RoleLease mintBlank(String role, Envelope envelope, Duration within) throws TargetException {
        Instant expiry = clock.instant().plus(target().leases().maxAge()).plus(within);
        RoleName name = RoleName.fresh(target().leases(), expiry, random);
        return mint(new Order(name, ScramSecret.random(random), role, List.of(), envelope, false), expiry);
    }

    /// Gives a blank role what its session may have.
    ///
    /// @return what takes the blank's place
    /// @throws TargetException as [#mint]; the blank is still to be closed
    RoleLease furnish(RoleLease blank, LeaseRequest request) throws TargetException {
        Envelope envelope = request.session().access().envelope();
        String role = request.session().access().role();
        Order order = new Order(blank.name(), blank.secret(), role, role(role), envelope, true);
        counter.serve(order);
        return keep(order, expiry(request.notAfter()));
    }

    /// For clients that log in with a password: the demonstration and tests.
    public RoleLease mintWithPassword(LeaseRequest request) throws TargetException {
        return mint(request, ScramSecret.withPassword(random));
    }

    private RoleLease mint(LeaseRequest request, ScramSecret secret) throws TargetException {
        Instant expiry = expiry(request.notAfter());
        RoleName name = RoleName.fresh(target().leases(), expiry, random);
        Envelope envelope = request.session().access().envelope();
        String role = request.session().access().role();
        return mint(new Order(name, secret, role, role(role), envelope, false), expiry);
    }

    private RoleLease mint(Order order, Instant expiry) throws TargetException {
        boolean minted = false;
        live.expect(order.name());
        try {
            counter.serve(order);
            RoleLease lease = keep(order, expiry);
            minted = true;
            return lease;
        } finally {
            if (!minted) {
                order.secret().close();
                // should the target have made it after all, the sweeper finds a role that is nobody's
                live.forget(order.name());
            }
        }
    }

    private RoleLease keep(Order order, Instant expiry) throws TargetException {
        String grants = describe(order.plan(), order.envelope());
        RoleLease lease = new RoleLease(order.name(), order.secret(), grants, expiry, demolition, live);
        live.add(lease);
        return lease;
    }

    private void make(List<Order> orders) throws TargetException {
        boolean made = false;
        try {
            line.change("make a lease", session -> create(session, orders)).tell();
            made = true;
        } finally {
            if (!made) facts.forget();
        }
    }

    private Batch create(AdminSession session, List<Order> orders) throws SQLException {
        Batch batch = new Batch(target());
        FactsCache now = new FactsCache(System::nanoTime);
        for (Order order : orders) {
            FactsCache known = order.blank() ? facts : now;
            batch.plan(order, known.of(session, order.grants()));
        }
        if (batch.isEmpty()) return batch;
        String verifiers = batch.verifiers();
        if (!verifiers.isEmpty()) session.setQuietly("sallyport.verifiers", verifiers);
        session.run(batch.sentences());
        return batch;
    }

    TargetSettings target() {
        return line.target();
    }

    private List<Grant> role(String role) throws TargetException {
        List<Grant> grants = target().roles().get(role);
        if (grants == null) {
            throw new TargetException(
                    "targets." + target().name() + ".roles: name the role that the access rule asks for: `" + role
                            + "`",
                    SqlStates.INVALID_PARAMETER);
        }
        return grants;
    }

    private Instant expiry(Instant notAfter) {
        Instant latest = clock.instant().plus(target().leases().maxAge());
        return latest.isBefore(notAfter) ? latest : notAfter;
    }

    private static String describe(GrantPlan plan, Envelope envelope) {
        return plan.describe() + (envelope.readsOnly() ? "; read-only transactions" : "");
    }
}
