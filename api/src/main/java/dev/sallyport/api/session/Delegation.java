package dev.sallyport.api.session;

import dev.sallyport.api.identity.Workload;
import java.util.List;

/// The way from the root of a task tree to the token that opened a session (RFC 8693 section 4.1). What any grant on
/// it may not, the session may not.
///
/// @param tree names the whole tree (`txn`): what is limited per session is limited for all its sessions together (R5)
/// @param grants the root first, the session's own last; empty for a session that no session token opened
public record Delegation(String tree, List<Grant> grants) {

    public static final Delegation NONE = new Delegation("", List.of());

    public Delegation {
        grants = List.copyOf(grants);
    }

    /// @param id of the grant; a root's is the tree's
    /// @param workload who holds it, as its own platform proved
    /// @param declared what its holder came for and who said so; the name is empty when nobody said
    /// @param limits its own, not those above it
    public record Grant(String id, Workload workload, Purpose declared, TaskLimits limits) {}

    public boolean isNone() {
        return grants.isEmpty();
    }

    /// The session's own grant.
    public Grant own() {
        return grants.getLast();
    }

    /// All grants that the session's own was delegated from, the root first.
    public List<Grant> above() {
        return grants.isEmpty() ? grants : grants.subList(0, grants.size() - 1);
    }

    /// Whether the session hangs on this grant, directly or not.
    public boolean holds(String grant) {
        return grants.stream().anyMatch(each -> each.id().equals(grant));
    }
}
