package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminSql;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Makes one role per session, all in one transaction: afterwards it is there with all its grants, or not at all.
/// Safe on every thread; blocks.
public final class RoleMint {

    private static final String INVALID_PARAMETER = "22023";

    private final AdminLine line;
    private final LiveLeases live;
    private final Demolition demolition;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RoleMint(AdminLine line, LiveLeases live, Demolition demolition, InstantSource clock) {
        this.line = line;
        this.live = live;
        this.demolition = demolition;
        this.clock = clock;
    }

    /// @throws TargetException when the target is away, refuses, or would grant less than asked; nothing is left behind
    public RoleLease mint(LeaseRequest request) throws TargetException {
        List<Grant> role = role(request.session().access().role());
        RoleName name = RoleName.fresh(target().leases(), expiry(request.notAfter()), random);
        ScramSecret secret = ScramSecret.random(random);
        boolean minted = false;
        live.expect(name);
        try {
            Envelope envelope = request.session().access().envelope();
            GrantPlan plan = line.change("make a lease", session -> create(session, name, secret, role, envelope));
            RoleLease lease = new RoleLease(name, secret, describe(plan, envelope), demolition, live);
            live.add(lease);
            minted = true;
            return lease;
        } catch (IllegalArgumentException e) {
            throw new TargetException(String.valueOf(e.getMessage()), INVALID_PARAMETER);
        } finally {
            if (!minted) {
                secret.close();
                live.forget(
                        name); // should the target have made it after all, the sweeper finds a role that is nobody's
            }
        }
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
                    INVALID_PARAMETER);
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

    private GrantPlan create(
            AdminSession session, RoleName name, ScramSecret secret, List<Grant> role, Envelope envelope)
            throws SQLException {
        GrantPlan plan = new GrantPlanner(target(), envelope, TableFacts.read(session, role)).plan(role);
        List<AdminSql> doors = doors(session, name.toString(), plan);
        session.setQuietly("sallyport.role", name.toString());
        session.setQuietly("sallyport.verifier", secret.verifier());
        List<AdminSql> sentences = new ArrayList<>();
        sentences.add(AdminStatement.CREATE_ROLE.with(
                Part.identifier(name.toString()),
                Part.number(target().leases().connections()),
                Part.literal(name.expiresAt().toString())));
        sentences.add(AdminStatement.SET_VERIFIER.with());
        sentences.addAll(doors);
        sentences.addAll(plan.sentences(name.toString()));
        sentences.addAll(settings(Part.identifier(name.toString()), envelope.readsOnly()));
        session.run(sentences);
        return plan;
    }

    /// Only what PUBLIC has lost: a privilege that everybody has needs no grant.
    private List<AdminSql> doors(AdminSession session, String role, GrantPlan plan) throws SQLException {
        List<AdminSql> doors = new ArrayList<>();
        boolean open = session.first(AdminStatement.PUBLIC_CONNECTS.with(), row -> row.getBoolean(1))
                .orElse(false);
        if (!open) {
            doors.add(AdminStatement.GRANT_CONNECT.with(Part.identifier(target().database()), Part.identifier(role)));
        }
        if (!plan.schemas().isEmpty()) {
            session.list(AdminStatement.CLOSED_SCHEMAS.with(Part.literals(plan.schemas())), row -> row.getString(1))
                    .forEach(s ->
                            doors.add(AdminStatement.GRANT_SCHEMA.with(Part.identifier(s), Part.identifier(role))));
        }
        return doors;
    }

    private List<AdminSql> settings(Part role, boolean readsOnly) {
        LeaseSettings leases = target().leases();
        List<AdminSql> settings = new ArrayList<>(List.of(
                AdminStatement.SET_SEARCH_PATH.with(role, Part.identifiers(target().searchPath())),
                AdminStatement.SET_STATEMENT_TIMEOUT.with(
                        role, Part.number(leases.statementTimeout().toMillis())),
                AdminStatement.SET_IDLE_TIMEOUT.with(
                        role, Part.number(leases.idleInTransactionTimeout().toMillis())),
                AdminStatement.SET_ENCODING.with(role),
                AdminStatement.SET_STRINGS.with(role)));
        if (readsOnly) {
            settings.add(AdminStatement.SET_READ_ONLY.with(role)); // a convenience, R12
        }
        return settings;
    }
}
