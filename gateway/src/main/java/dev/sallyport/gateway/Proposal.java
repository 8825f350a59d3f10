package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Mediator.Passage;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One action between `propose` and its end. On the loop only.
final class Proposal {

    private static final System.Logger LOG = System.getLogger(Proposal.class.getName());

    enum Stage {
        /// Behind one that thinks or is held.
        QUEUED,
        THINKING,
        HELD,
        /// Decided; its record is on its way.
        RECORDING,
        /// Permitted and let through; `performed` is owed.
        OPEN
    }

    /// What was given, under which circumstances, and when.
    record Grant(Permit permit, State state, Instant at) {}

    private final String requestId;
    private final long number;
    private final Action action;
    private final long catalog;
    private final Passage passage;
    private Stage stage = Stage.QUEUED;
    private Approval approval = Approval.None.NONE;
    private Runnable stopWaiting = () -> {};
    private @Nullable Grant grant;
    private boolean held;
    private boolean unheard;
    private boolean cut;
    private long records;
    private long keys;
    private long bytes;

    Proposal(String sessionId, long number, Action action, long catalog, Passage passage) {
        this.requestId = sessionId + "-" + number;
        this.number = number;
        this.action = action;
        this.catalog = catalog;
        this.passage = passage;
    }

    String requestId() {
        return requestId;
    }

    /// In the order of the calls.
    long number() {
        return number;
    }

    Action action() {
        return action;
    }

    long catalog() {
        return catalog;
    }

    Passage passage() {
        return passage;
    }

    Stage stage() {
        return stage;
    }

    Approval approval() {
        return approval;
    }

    @Nullable
    Grant grant() {
        return grant;
    }

    void approve(Approval.Given given) {
        approval = given;
    }

    /// @param stop how to stop waiting for what it waits for
    void waits(Stage forWhat, Runnable stop) {
        stage = forWhat;
        stopWaiting = stop;
    }

    void stopWaiting() {
        stopWaiting.run();
        stopWaiting = () -> {};
    }

    void recording() {
        stage = Stage.RECORDING;
    }

    void open(Grant given) {
        stage = Stage.OPEN;
        grant = given;
    }

    void held() {
        held = true;
    }

    /// True when a hold of it is in the trail, or on its way there.
    boolean wasHeld() {
        return held;
    }

    /// Nobody waits for the verdict any more.
    void unheard() {
        unheard = true;
    }

    boolean isUnheard() {
        return unheard;
    }

    void progress(long records, long keys, long bytes) {
        this.records = Math.max(this.records, records);
        this.keys = Math.max(this.keys, keys);
        this.bytes = Math.max(this.bytes, bytes);
    }

    long records() {
        return records;
    }

    /// How it ended, as far as the gateway saw it.
    Outcome outcome(Ending ending, Duration duration) {
        return new Outcome(ending, records, keys, bytes, duration);
    }

    /// Stops its answer, once.
    ///
    /// @return false when it was cut before
    boolean cut(Deny why) {
        if (cut) return false;
        cut = true;
        try {
            passage.cut(why);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a connector failed to cut request " + requestId, e);
        }
        return true;
    }

    /// A connector that fails here must not stop the actions behind it.
    void tell(Verdict.Settled verdict) {
        if (unheard) return;
        try {
            passage.settled(verdict);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a connector failed on the verdict of request " + requestId, e);
        }
    }
}
