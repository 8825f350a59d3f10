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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes one role per session: afterwards it is there with all its grants, or not at all. Roles that are ordered at the
/// same time are made in one transaction ([MintCounter]).
/// Safe on every thread; blocks.
public final class RoleMint {

    private final AdminLine line;
    private final LiveLeases live;
    private final Demolition demolition;
    private final MintCounter counter;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RoleMint(AdminLine line, LiveLeases live, Demolition demolition, InstantSource clock) {
        this.line = line;
        this.live = live;
        this.demolition = demolition;
        this.clock = clock;
        long patience = line.target().admin().statementTimeout().toMillis();
        this.counter = new MintCounter(line.target().name(), this::make, patience);
    }

    MintCounter counter() {
        return counter;
    }

    /// @throws TargetException when the target is away, refuses, or would grant less than asked; nothing is left behind
    public RoleLease mint(LeaseRequest request) throws TargetException {
        return mint(request, ScramSecret.random(random));
    }

    /// For clients that log in with a password: the demonstration and tests.
    public RoleLease mintWithPassword(LeaseRequest request) throws TargetException {
        return mint(request, ScramSecret.withPassword(random));
    }

    private RoleLease mint(LeaseRequest request, ScramSecret secret) throws TargetException {
        Envelope envelope = request.session().access().envelope();
        RoleName name = RoleName.fresh(target().leases(), expiry(request.notAfter()), random);
        boolean minted = false;
        live.expect(name);
        try {
            String role = request.session().access().role();
            Order order = new Order(name, secret, role, role(role), envelope);
            counter.serve(order);
            RoleLease lease = new RoleLease(name, secret, describe(order.plan(), envelope), demolition, live);
            live.add(lease);
            minted = true;
            return lease;
        } finally {
            if (!minted) {
                secret.close();
                live.forget(
                        name); // should the target have made it after all, the sweeper finds a role that is nobody's
            }
        }
    }

    private void make(List<Order> orders) throws TargetException {
        line.change("make a lease", session -> create(session, orders)).tell();
    }

    private Batch create(AdminSession session, List<Order> orders) throws SQLException {
        Batch batch = new Batch(target());
        Map<List<Grant>, ServerFacts> facts = new HashMap<>();
        for (Order order : orders) {
            ServerFacts known = facts.get(order.grants());
            if (known == null) {
                known = ServerFacts.read(session, order.grants());
                facts.put(order.grants(), known);
            }
            batch.plan(order, known);
        }
        if (batch.isEmpty()) return batch;
        session.setQuietly("sallyport.verifiers", batch.verifiers());
        session.run(batch.sentences());
        return batch;
    }

    private TargetSettings target() {
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
