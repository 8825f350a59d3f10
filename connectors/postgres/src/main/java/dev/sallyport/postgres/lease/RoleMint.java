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
import java.time.Duration;
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
            ServerFacts facts = line.read("look at what a lease may reach", session -> ServerFacts.read(session, role));
            GrantPlan plan = new GrantPlanner(target(), envelope, facts).plan(role);
            List<AdminSql> sentences = sentences(name, plan, facts, envelope.readsOnly());
            line.change("make a lease", session -> create(session, name, secret, sentences));
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

    private static boolean create(AdminSession session, RoleName name, ScramSecret secret, List<AdminSql> sentences)
            throws SQLException {
        session.setQuietly("sallyport.role", name.toString());
        session.setQuietly("sallyport.verifier", secret.verifier());
        session.run(sentences);
        return true;
    }

    private List<AdminSql> sentences(RoleName name, GrantPlan plan, ServerFacts facts, boolean readsOnly) {
        Part role = Part.identifier(name.toString());
        List<AdminSql> sentences = new ArrayList<>();
        sentences.add(AdminStatement.CREATE_ROLE.with(
                role,
                Part.number(target().leases().connections()),
                Part.literal(name.expiresAt().toString())));
        sentences.add(AdminStatement.SET_VERIFIER.with());
        sentences.addAll(doors(role, plan, facts));
        sentences.addAll(plan.sentences(role));
        sentences.addAll(settings(role, readsOnly));
        return sentences;
    }

    /// Only what PUBLIC has lost: a privilege that everybody has needs no grant.
    private List<AdminSql> doors(Part role, GrantPlan plan, ServerFacts facts) {
        List<AdminSql> doors = new ArrayList<>();
        if (!facts.connects()) {
            doors.add(AdminStatement.GRANT_CONNECT.with(Part.identifier(target().database()), role));
        }
        plan.schemas().stream()
                .filter(facts.closedSchemas()::contains)
                .forEach(schema -> doors.add(AdminStatement.GRANT_SCHEMA.with(Part.identifier(schema), role)));
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
                AdminStatement.SET_LOCK_TIMEOUT.with(
                        role, Part.number(target().limits().lock().toMillis())),
                AdminStatement.SET_ENCODING.with(role),
                AdminStatement.SET_STRINGS.with(role)));
        Duration transaction = target().limits().transaction();
        if (transaction != null) {
            settings.add(AdminStatement.SET_TRANSACTION_TIMEOUT.with(role, Part.number(transaction.toMillis())));
        }
        if (readsOnly) {
            settings.add(AdminStatement.SET_READ_ONLY.with(role)); // a convenience, R12
        }
        return settings;
    }
}
