package dev.sallyport.sessions.task;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskLimits;
import java.time.Instant;
import java.util.List;

/// What was granted to one holder: a task, or a part of one.
///
/// @param tree the id of the tree's root
/// @param parent the id of the grant that it was delegated from; empty for a root
/// @param depth delegations on the way from the root; 0 for a root
/// @param workload the holder, as its own platform proved
/// @param declared what was asked for, and who said so
/// @param purpose what door one made of it
/// @param targets never more than the parent's
/// @param limits its own
/// @param intent SHA-256 of what was asked for, in hex
/// @param endsAt never later than the parent's
public record Grant(
        String id,
        String tree,
        String parent,
        int depth,
        Workload workload,
        Purpose declared,
        String purpose,
        List<String> targets,
        TaskLimits limits,
        Binding binding,
        String intent,
        Instant openedAt,
        Instant endsAt) {
    public Grant {
        targets = List.copyOf(targets);
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }
}
