package dev.sallyport.postgres.wire;

/// Whether this session may have changed something that no other connection sees yet. On the session's loop.
final class OwnChanges {

    private boolean pending;

    /// @param changes as the action says
    void offered(boolean changes) {
        pending |= changes;
    }

    /// The target is ready for more, no transaction is open and nothing is on its way.
    void committed() {
        pending = false;
    }

    boolean pending() {
        return pending;
    }
}
