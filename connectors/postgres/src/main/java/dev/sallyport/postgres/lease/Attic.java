package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The powerless role `<prefix>_attic`, which gets what a lease made when the objects of others depend on it: dropping
/// those with it would let an agent destroy what it may not touch, and leaving the role would let it stop its own end
/// (R13). A SECURITY DEFINER function then runs as a role that may do nothing.
final class Attic {

    private final AdminLine line;

    Attic(AdminLine line) {
        this.line = line;
    }

    /// @throws TargetException also when somebody gave the attic power
    void takeOver(String database, String role) throws TargetException {
        String name = line.target().leases().prefix() + "_attic";
        boolean powerless = line.change("make the attic", session -> ensure(session, name));
        if (!powerless) {
            throw new TargetException(
                    "targets." + line.target().name()
                            + ": take every attribute and membership from the role that leftovers are given to: `"
                            + name + "`",
                    SqlStates.IN_USE);
        }
        line.changeIn(database, "give what a lease owns to the attic", session -> {
            session.run(List.of(
                    AdminStatement.REASSIGN_OWNED.with(Part.identifier(role), Part.identifier(name)),
                    AdminStatement.DROP_OWNED.with(Part.identifier(role))));
            return true;
        });
    }

    private static boolean ensure(AdminSession session, String name) throws SQLException {
        if (powerless(session, name).isEmpty()) {
            session.run(AdminStatement.CREATE_ATTIC.with(Part.identifier(name)));
        }
        boolean member = session.first(
                        AdminStatement.FIND_ROLES.with(Part.literals(List.of(name))), row -> row.getBoolean(3))
                .orElse(false);
        if (!member) {
            session.run(AdminStatement.JOIN.with(Part.identifier(name)));
        }
        return powerless(session, name).orElse(false);
    }

    private static Optional<Boolean> powerless(AdminSession session, String name) throws SQLException {
        return session.first(AdminStatement.ATTIC_POWERLESS.with(Part.literal(name)), row -> row.getBoolean(1));
    }
}
