package dev.sallyport.app.admin.view;

import dev.sallyport.api.session.Session;
import java.util.List;

/// The sessions that are open.
public interface SessionsView {

    /// Oldest first.
    List<OpenSession> open();

    /// Tells a session to end; returns without waiting for the end.
    ///
    /// @param by the administrator, as the kernel knows them
    /// @return false when no such session is open
    boolean end(String sessionId, String by, String reason);

    /// @param peer the agent's address
    /// @param permitted actions so far
    /// @param denied actions so far
    record OpenSession(Session session, String peer, long permitted, long denied) {}
}
