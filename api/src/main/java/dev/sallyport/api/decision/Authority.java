package dev.sallyport.api.decision;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The two doors. All methods are safe on every thread, do not block and know no clock but the one passed in.
public interface Authority {

    /// Door one at the opening of a session: may this workload reach this target at all, and for which purpose?
    Entry admit(Workload workload, String target, DeclaredPurpose declared, Instant now);

    /// What must be worked out before `decide` can answer at once: an uncached policy evaluation, what the intent
    /// engine says. The gateway runs it on a virtual thread and then calls `decide`. Empty, the common case: decide
    /// now.
    Optional<Question> homework(Action action, State state);

    /// Pure over (action, state, counters): decides and, in the same atomic step, **reserves** what the permit
    /// may use, so that forty pipelined reads cannot all see an empty counter (R5). Where several limits apply,
    /// all are reserved or none.
    Decision decide(Action action, State state);

    /// Whether what targets answer is evidence in decisions of this session.
    default boolean listens(Session session) {
        return false;
    }

    /// Under which names the keys of each operation are counted, for the trail (R24); empty when none has any.
    default List<List<String>> counted(Action action) {
        return List.of();
    }

    /// Gives back what was reserved and not used; charges what the answer showed beyond it. Exactly once per permit.
    ///
    /// @return what was finally charged, for the trail
    Reservation settle(Action action, Permit permit, Outcome outcome, State state);

    /// It is over: its own counters are dropped.
    ///
    /// @param owner id of a session that had no session token, of a task tree, or of a grant
    void forget(String owner);
}
