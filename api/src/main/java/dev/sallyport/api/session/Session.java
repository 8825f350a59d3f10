package dev.sallyport.api.session;

import dev.sallyport.api.identity.Workload;
import java.time.Instant;
import java.util.List;

/// One workload at one target for one purpose. Immutable: a session's purpose never changes (R1).
///
/// @param id short, unique, safe in logs; not a secret
/// @param actors whom it acts for, nearest first; empty for an agent that acts for itself
/// @param endsAt the earliest of the proof's, the rule's and the target's end
/// @param delegation the task tree it belongs to
public record Session(
        String id,
        Workload workload,
        List<String> actors,
        String target,
        Purpose purpose,
        Access access,
        Instant openedAt,
        Instant endsAt,
        Delegation delegation) {
    public Session {
        actors = List.copyOf(actors);
    }

    /// Of a workload that came without a session token.
    public Session(
            String id,
            Workload workload,
            List<String> actors,
            String target,
            Purpose purpose,
            Access access,
            Instant openedAt,
            Instant endsAt) {
        this(id, workload, actors, target, purpose, access, openedAt, endsAt, Delegation.NONE);
    }

    /// Under which limits per session are counted: one budget for a whole task tree (R5).
    public String budget() {
        return delegation.isNone() ? id : delegation.tree();
    }
}
