package dev.sallyport.api.connector;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.List;

/// The gateway as one session sees it. All calls, both ways, on the session's own loop; none blocks.
public interface Mediator extends AutoCloseable {

    /// The return value is the fast path. A [Verdict.Settled] is final and `passage.settled` will not be
    /// called; after a [Verdict.Wait] it is called once, never from within this call. Proposals are decided in
    /// call order, and budgets are reserved here, before any earlier outcome is known.
    ///
    /// @param catalog the generation of the target's structure that the action was understood with
    Verdict propose(Action action, long catalog, Passage passage);

    /// While an answer streams, at least every 64 KiB or 256 records.
    ///
    /// @param records since the permit, not since the last call; likewise keys and bytes
    void progress(Passage passage, long records, long keys, long bytes);

    /// A permitted passage turned out to be something else than what was judged, before its effect:
    /// recorded as an alarm. The outcome (SKIPPED) is reported as always.
    ///
    /// @param what a word for what raised it, such as `witness`
    /// @param detail what was found; no value of the target's
    void alarm(Passage passage, String what, String detail);

    /// Exactly once for each permitted passage, whatever happened to it.
    void performed(Passage passage, Outcome outcome);

    /// The agent cancelled or left while waiting: the hold is void. `settled` is not called any more.
    void withdraw(Passage passage);

    /// A conversation with a model as it stands on this session's wire now, oldest turn first: it takes the
    /// place of what was told before under the same name. It becomes evidence, never a grant (R2), for every
    /// session of the same task tree; without one, of the same workload. A turn that claims to be a target's
    /// answer counts as OBSERVED only where the gateway itself carried the same bytes. Told before the
    /// proposal that it bears on.
    ///
    /// @param name tells conversations of one session apart; the connector's choice
    void conversation(String name, List<Turn> turns);

    /// Whether anybody compares what happens with what was said and heard: then a connector tells what its
    /// target answers. Cheap; asked once for each answer, before anything of it is copied. Models and tools
    /// are always told.
    default boolean hears() {
        return false;
    }

    /// What a target answered on this session's wire, so that a value can be traced to it later (R3): a
    /// tool's result, a model's answer. Bounded: the oldest falls out first.
    void observed(Turn turn);

    /// How the session is told to end from outside: revoked, expired, contained elsewhere. At most once.
    void onEnd(Ending ending);

    /// The conversation is over: abandons what is open, destroys the lease, writes SessionClosed. Idempotent.
    @Override
    void close();

    /// One action on its way through; the object is the identity that ties permit, answer and outcome together.
    interface Passage {

        void settled(Verdict.Settled verdict);

        /// Revoked, expired, budget gone elsewhere: stop the answer now.
        void cut(Deny why);
    }

    interface Ending {
        void end(String reason);
    }
}
