package dev.sallyport.sessions;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.task.Tasks;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// Ends tasks: no new session of theirs from then on, the open ones told, and it stands in the trail.
/// Safe on every thread; blocks.
public final class Endings {

    private final Tasks tasks;
    private final Sessions sessions;
    private final Trail trail;
    private final InstantSource clock;

    /// The sessions that hang on a grant, directly or not.
    @FunctionalInterface
    public interface Sessions {
        void end(String grant, String reason);
    }

    public Endings(Tasks tasks, Sessions sessions, Trail trail, InstantSource clock) {
        this.tasks = tasks;
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    /// @return false when there is no such grant, or it had ended
    /// @throws IOException when it could not be recorded or kept; it has ended nevertheless, until a
    /// restart
    public boolean end(String grant, String reason) throws IOException {
        Optional<Grant> found = tasks.find(grant);
        if (found.isEmpty()) return false;
        try {
            if (!tasks.end(grant, reason)) return false;
        } finally {
            sessions.end(grant, reason);
        }
        trail.write(new AuditEvent.TaskEnded(clock.instant(), found.get().tree(), grant, reason));
        return true;
    }
}
