package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.transport.Judged;
import java.util.List;

/// Whether this session may have changed the target's structure since the catalog was last looked at: names would mean
/// what they meant before (R8). A change counts from the end of its transaction, as no look shows it earlier. On the
/// session's loop.
final class Structure {

    private boolean underWay;
    private boolean uncommitted;
    private boolean stale;

    /// What changes a structure is a barrier, so there is only one at a time.
    void offered(List<Operation> operations) {
        for (Operation operation : operations) {
            if (mayChange(operation)) underWay = true;
        }
    }

    /// DO and CALL are whole statements that are not understood; so is what the grammar does not know.
    private static boolean mayChange(Operation operation) {
        return operation.verb() == Verb.DEFINE
                || (operation.verb() == Verb.UNKNOWN
                        && operation.resource().kind().equals("statement"));
    }

    /// Until a changed structure is committed every statement may commit it, so nothing overtakes its answer. Within
    /// one batch there is no end to wait for: what follows a change there is understood as before it.
    Judged guarded(Judged judged) {
        return uncommitted ? judged.changing() : judged;
    }

    /// It never reached the target.
    void refused() {
        underWay = false;
    }

    /// The target is ready for more.
    ///
    /// @param idle no transaction is open
    void answered(boolean idle) {
        uncommitted |= underWay;
        underWay = false;
        if (idle && uncommitted) {
            uncommitted = false;
            stale = true;
        }
    }

    boolean stale() {
        return stale;
    }

    /// The catalog shows everything that was committed when [#stale] was asked.
    void seen() {
        stale = false;
    }
}
