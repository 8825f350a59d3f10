package dev.sallyport.api.session;

import dev.sallyport.api.identity.Workload;
import java.time.Instant;
import java.util.List;

/// One workload at one target for one purpose. Immutable: a session's purpose never changes (R1).
///
/// @param id short, unique, safe in logs; not a secret
/// @param actors the delegation chain (`act`), nearest first; empty for an agent that acts for itself
/// @param endsAt the earliest of the proof's, the rule's and the target's end
public record Session(
        String id,
        Workload workload,
        List<String> actors,
        String target,
        Purpose purpose,
        Access access,
        Instant openedAt,
        Instant endsAt) {
    public Session {
        actors = List.copyOf(actors);
    }
}
