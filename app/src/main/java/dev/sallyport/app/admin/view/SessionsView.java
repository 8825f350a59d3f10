package dev.sallyport.app.admin.view;

import dev.sallyport.api.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The sessions that are open.
public interface SessionsView {

    /// Oldest first.
    List<OpenSession> open();

    /// The tasks that session tokens were given out for, each before those that were delegated from it.
    List<OpenTask> tasks();

    /// A new key signs session tokens from now on; the old one is kept until its last token has ended.
    ///
    /// @return the new key's id; empty when no session tokens are given out
    Optional<String> rotateKey(String by) throws IOException;

    /// Tells a session, or a task with all that hangs on it, to end; returns without waiting for the end.
    ///
    /// @param by the administrator, as the kernel knows them
    /// @return false when no such session is open, and no such task
    /// @throws IOException when the end of a task could not be recorded; it has ended nevertheless
    boolean end(String id, String by, String reason) throws IOException;

    /// @param tree the root's id
    /// @param parent whose part it is; empty for a root
    /// @param depth delegations on the way from the root
    /// @param workload auth method and subject
    record OpenTask(
            String id,
            String tree,
            String parent,
            int depth,
            String workload,
            String purpose,
            String task,
            List<String> targets,
            Instant openedAt,
            Instant endsAt) {
        public OpenTask {
            targets = List.copyOf(targets);
        }
    }

    /// @param peer the agent's address
    /// @param permitted actions so far
    /// @param denied actions so far
    record OpenSession(Session session, String peer, long permitted, long denied) {}
}
