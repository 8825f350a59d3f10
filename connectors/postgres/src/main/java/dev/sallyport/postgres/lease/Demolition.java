package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminSql;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Ends a role and everything it has, in every database of the cluster (R13, R14). Can be repeated at
/// any point. Safe on every thread; blocks.
final class Demolition {

    private final AdminLine line;
    private final Attic attic;
    private final Clearing clearing;
    private final PendingDestructions pending;
    private final InstantSource clock;

    Demolition(AdminLine line, PendingDestructions pending, InstantSource clock) {
        this.line = line;
        this.attic = new Attic(line);
        this.clearing = new Clearing(line);
        this.pending = pending;
        this.clock = clock;
    }

    private record Prepared(String gid, String database) {}

    /// @return false when there was nothing to destroy
    /// @throws TargetException when the target is away, refuses, or still knows the role; then it stands among the
    ///     pending ones
    boolean destroy(String role) throws TargetException {
        boolean was = true;
        try {
            was = end(role);
        } catch (TargetException e) {
            if (!goneMeanwhile(role)) {
                pending.failed(role, clock.instant());
                throw e;
            }
        }
        pending.gone(role);
        return was;
    }

    /// With others, and alone what cannot be ended with others.
    private boolean end(String role) throws TargetException {
        Departure departure;
        try {
            departure = clearing.end(role);
        } catch (TargetException e) {
            if (e.isAway()) throw e;
            return destroyOnce(role);
        }
        if (departure.leftRemains()) verify(role, departure.oid());
        return departure.isDropped() || (departure.isHere() && destroyOnce(role));
    }

    private boolean destroyOnce(String role) throws TargetException {
        Optional<Long> oid = line.read("lock a lease out", session -> lockOut(session, role));
        if (oid.isPresent()) {
            endBackEnds(role, oid.get());
            rollBackPrepared(role);
            dropWhatItOwns(role, oid.get());
            dropRole(role);
            verify(role, oid.get());
        }
        return oid.isPresent();
    }

    /// Another gateway may have been quicker with an expired role.
    private boolean goneMeanwhile(String role) {
        try {
            return line.read("look for a lease", session -> find(session, role)).isEmpty();
        } catch (TargetException _) {
            return false; // not known to be gone; the first failure says why
        }
    }

    private record Found(long oid, boolean member) {}

    private static Optional<Found> find(AdminSession session, String role) throws SQLException {
        return session.first(
                AdminStatement.FIND_ROLES.with(Part.literals(List.of(role))),
                row -> new Found(row.getLong(2), row.getBoolean(3)));
    }

    private static Optional<Long> lockOut(AdminSession session, String role) throws SQLException {
        Optional<Found> found = find(session, role);
        if (found.isPresent()) {
            session.run(AdminStatement.LOCK_OUT.with(Part.identifier(role)));
            if (!found.get().member()) {
                session.run(AdminStatement.JOIN.with(Part.identifier(role)));
            }
        }
        return found.map(Found::oid);
    }

    private void endBackEnds(String role, long oid) throws TargetException {
        Patience patience = new Patience(line.target().leases().teardownTimeout());
        while (line.read("end a lease's back ends", session -> terminate(session, oid)) > 0) {
            if (!patience.pause()) {
                throw left("back ends", role);
            }
        }
    }

    private static int terminate(AdminSession session, long oid) throws SQLException {
        return session.list(AdminStatement.TERMINATE.with(Part.numbers(List.of(oid))), row -> row.getLong(1))
                .size();
    }

    private void rollBackPrepared(String role) throws TargetException {
        List<Prepared> prepared = line.read(
                "look for a lease's prepared transactions",
                session -> session.list(
                        AdminStatement.PREPARED_TRANSACTIONS.with(Part.literals(List.of(role))),
                        row -> new Prepared(row.getString(2), row.getString(3))));
        if (!prepared.isEmpty()) joinIn(role);
        for (Prepared one : prepared) {
            line.aloneIn(one.database(), "roll back a lease's prepared transaction", session -> {
                session.run(AdminStatement.BECOME.with(Part.identifier(role)));
                session.run(AdminStatement.ROLLBACK_PREPARED.with(Part.literal(one.gid())));
                return true;
            });
        }
    }

    /// Needed again where the functions cannot help: their owner is a member from the start, the account is
    /// not.
    private void joinIn(String role) throws TargetException {
        line.read("join a lease's role", session -> {
            session.run(AdminStatement.JOIN.with(Part.identifier(role)));
            return true;
        });
    }

    private void dropWhatItOwns(String role, long oid) throws TargetException {
        List<String> databases = line.read(
                "look for what a lease owns",
                session -> session.list(
                        AdminStatement.DATABASES_TOUCHED.with(Part.numbers(List.of(oid))), row -> row.getString(2)));
        List<String> others = databases.stream()
                .filter(database -> !database.equals(line.target().database()))
                .toList();
        if (!others.isEmpty()) joinIn(role);
        for (String database : others) {
            dropOrGiveAway(database, role, List.of(AdminStatement.DROP_OWNED));
        }
    }

    /// In the target's own database what it owns goes with it, in one transaction; so does what names the role without
    /// belonging to a database, such as a grant on the database itself.
    private void dropRole(String role) throws TargetException {
        if (!dropOrGiveAway(
                line.target().database(), role, List.of(AdminStatement.DROP_OWNED, AdminStatement.DROP_ROLE))) {
            drop(line.target().database(), role, List.of(AdminStatement.DROP_ROLE));
        }
    }

    /// @return false when it went to the attic instead, and nothing was dropped
    private boolean dropOrGiveAway(String database, String role, List<AdminStatement> drops) throws TargetException {
        try {
            drop(database, role, drops);
            return true;
        } catch (TargetException e) {
            if (!e.sqlState().equals(SqlStates.DEPENDENT_OBJECTS)) {
                throw e;
            }
            attic.takeOver(database, role);
            return false;
        }
    }

    private void drop(String database, String role, List<AdminStatement> drops) throws TargetException {
        line.changeIn(database, "drop a lease's role and what it owns", session -> {
            session.run(drops.stream().map(d -> d.with(Part.identifier(role))).toList());
            return true;
        });
    }

    /// A back end that was just starting when the role was locked out shows up now, under a role that is gone.
    private void verify(String role, long oid) throws TargetException {
        Patience patience = new Patience(line.target().leases().teardownTimeout());
        while (line.read("look for a lease's remains", session -> remains(session, role, oid)) > 0) {
            if (!patience.pause()) {
                throw left("remains", role);
            }
            line.read("end a lease's back ends", session -> terminate(session, oid));
        }
    }

    private static int remains(AdminSession session, String role, long oid) throws SQLException {
        AdminSql remains = AdminStatement.REMAINS.with(Part.literals(List.of(role)), Part.numbers(List.of(oid)));
        return session.list(remains, row -> row.getString(1)).size();
    }

    private TargetException left(String what, String role) {
        return new TargetException(
                "targets." + line.target().name() + ": the target still has " + what + " of `" + role + "`",
                SqlStates.IN_USE);
    }
}
