package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import java.util.List;
import java.util.Map;

/// Whether this session may see other records than another connection does: what it has changed and not committed, and
/// what an old snapshot holds (PostgreSQL documentation, 13.2). On the session's loop.
final class OwnSight {

    private boolean pending;
    private boolean snapshots;
    private boolean transaction;

    /// @param settings that the session began with
    OwnSight(Map<String, String> settings) {
        snapshots = settings.keySet().stream().anyMatch(Snapshots::isSetting);
    }

    /// What is on its way to the target.
    void offered(Understood text, List<Operation> operations) {
        for (Operation operation : operations) pending |= operation.changes();
        snapshots |= text.snapshots() == Snapshots.SESSION;
        transaction |= text.snapshots() == Snapshots.TRANSACTION;
    }

    /// A function is called of which nobody knows what it does.
    void offeredCall() {
        pending = true;
        snapshots = true;
    }

    /// The target is ready for more, no transaction is open and nothing is on its way.
    void committed() {
        pending = false;
        transaction = false;
    }

    boolean differs() {
        return pending || transaction || snapshots;
    }
}
