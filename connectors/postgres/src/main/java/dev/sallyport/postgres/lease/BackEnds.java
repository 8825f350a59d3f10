package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import java.util.Optional;

/// Single back ends of one account: others may use the account too, also past the gateway, and are left alone. Safe on
/// every thread; blocks.
final class BackEnds {

    private final AdminLine line;
    private final String user;

    BackEnds(AdminLine line, String user) {
        this.line = line;
        this.user = user;
    }

    /// Process ids are used again, so a back end is known by its start too: another that comes after it is not ended.
    ///
    /// @param processId 0 when the session never had one
    /// @throws TargetException when the target is away or refuses, or the back end outlives the teardown time-out
    void end(int processId) throws TargetException {
        if (processId == 0) return;
        Optional<String> found = start(processId);
        if (found.isPresent()) end(processId, found.get());
    }

    private void end(int processId, String start) throws TargetException {
        Patience patience = new Patience(line.target().leases().teardownTimeout());
        while (terminate(processId, start)) {
            if (!patience.pause()) {
                throw new TargetException(
                        "targets." + line.target().name() + ": the target still has the back end of an account's"
                                + " session: `" + user + "`",
                        SqlStates.IN_USE);
            }
        }
    }

    private Optional<String> start(int processId) throws TargetException {
        return line.read(
                "look for the back end of an account's session",
                session -> session.first(
                        AdminStatement.BACK_END_START.with(Part.number(processId), Part.literal(user)),
                        row -> row.getString(1)));
    }

    /// @return false when it is gone
    private boolean terminate(int processId, String start) throws TargetException {
        return line.read(
                "end the back end of an account's session",
                session -> session.first(
                                AdminStatement.TERMINATE_ONE.with(
                                        Part.number(processId), Part.literal(user), Part.literal(start)),
                                row -> row.getBoolean(1))
                        .isPresent());
    }
}
