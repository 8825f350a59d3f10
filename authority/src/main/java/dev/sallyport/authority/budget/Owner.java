package dev.sallyport.authority.budget;

import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.stream.Stream;

/// Under whose names an action is counted.
///
/// @param session what limits per session are counted under: a session, or the task tree that it belongs to, so that
///     ten children do not have ten times the budget (R5)
/// @param workloads each counts what any of its delegates does too; no two are the same
/// @param tasks the limits that the tasks above set themselves
/// @param perAction the strictest such limit for one statement; `Long.MAX_VALUE` for none
public record Owner(String session, List<String> workloads, List<Task> tasks, long perAction) {

    /// @param grant its id
    /// @param most `Long.MAX_VALUE` for none: then it is counted, not stopped
    public record Task(String grant, long most) {}

    /// A session by itself.
    public Owner(String session, String workload) {
        this(session, List.of(workload), List.of(), Long.MAX_VALUE);
    }

    public static Owner of(Session session) {
        return session.delegation().isNone()
                ? new Owner(session.id(), session.workload().countedAs())
                : ofTree(session);
    }

    private static Owner ofTree(Session session) {
        List<Delegation.Grant> grants = session.delegation().grants();
        List<String> workloads = Stream.concat(
                        Stream.of(session.workload()), grants.stream().map(Delegation.Grant::workload))
                .map(workload -> workload.countedAs())
                .distinct()
                .toList();
        List<Task> tasks = grants.stream()
                .filter(grant -> grant.limits().perTask() != Long.MAX_VALUE)
                .map(grant -> new Task(grant.id(), grant.limits().perTask()))
                .toList();
        long perAction = grants.stream()
                .mapToLong(grant -> grant.limits().perAction())
                .min()
                .orElse(Long.MAX_VALUE);
        return new Owner(session.budget(), workloads, tasks, perAction);
    }

    /// The same, which stops nothing (R20).
    public Owner observed() {
        List<Task> counted = tasks.stream()
                .map(task -> new Task(task.grant(), Long.MAX_VALUE))
                .toList();
        return new Owner(session, workloads, counted, Long.MAX_VALUE);
    }

    /// How many counters one operation may need.
    int counters() {
        return 2 + workloads.size() + tasks.size();
    }
}
