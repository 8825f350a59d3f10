package dev.sallyport.transport;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing on its way through the turnstile. The connector reads it; only the turnstile moves it on.
public final class Ticket implements Mediator.Passage {

    enum Stage {
        UNDECIDED,
        /// Permitted; somebody else is asked about it.
        EXAMINED,
        READY,
        FLYING,
        DONE
    }

    private final Turnstile turnstile;
    private final Form form;
    final @Nullable Action action;
    final boolean changesWhatFollows;
    ByteBuf cargo;
    Stage stage = Stage.UNDECIDED;
    int answersDue;
    long rowsWithoutRecord;
    Runnable onSuccess = () -> {};
    boolean held;
    boolean cut;
    boolean boundaryOvertook;
    long records;
    long recordsBefore;
    long sent;
    long bytes;
    long startedNanos;

    @Nullable
    Permit permit;

    @Nullable
    Object about;

    /// What the connector recognises in the answer.
    public interface Seen {

        Seen NOTHING = new Seen() {
            @Override
            public long keys() {
                return 0;
            }

            @Override
            public List<Outcome.Shown> shown() {
                return List.of();
            }
        };

        /// Distinct key values so far.
        long keys();

        List<Outcome.Shown> shown();
    }

    Seen seen = Seen.NOTHING;

    private @Nullable Deny refusal;
    private String requestId = "";
    private boolean fatal;

    Ticket(Turnstile turnstile, Form form, @Nullable Action action, boolean changesWhatFollows, ByteBuf cargo) {
        this.turnstile = turnstile;
        this.form = form;
        this.action = action;
        this.changesWhatFollows = changesWhatFollows;
        this.cargo = cargo;
    }

    public Form form() {
        return form;
    }

    public String requestId() {
        return requestId;
    }

    /// Why the target fails, or is made to fail, in this place; null for an error of the target's own.
    public @Nullable Deny refusal() {
        return refusal;
    }

    /// The connector's note of [Judged]; null for what was never judged.
    public @Nullable Object about() {
        return about;
    }

    /// What was judged; nothing for what never was.
    public List<Operation> operations() {
        return action == null ? List.of() : action.operations();
    }

    /// Whether this stands in the statement or is one of its arguments, as far as the action holds them.
    public boolean says(String text) {
        if (action == null) return false;
        if (action.statement().contains(text)) return true;
        for (Action.Argument argument : action.arguments()) {
            if (argument.value().equals(text)) return true;
        }
        return false;
    }

    /// What is recognised in the answer is asked for while it streams and when it has ended.
    public void watched(Seen by) {
        seen = by;
    }

    /// What the answer may not show.
    public List<Mask> masks() {
        return permit == null ? List.of() : permit.masks();
    }

    /// The answer is no longer wanted: what still comes of it is dropped.
    public boolean isCut() {
        return cut;
    }

    /// The session ends with this refusal.
    public boolean isFatal() {
        return fatal;
    }

    /// Rows, or what the protocol counts as one, that passed so far.
    public long records() {
        return records;
    }

    /// Only so many records may pass.
    public boolean isBounded() {
        return permit != null && permit.limits().bounded();
    }

    boolean permitted() {
        return permit != null;
    }

    /// A bounded permit, or one that changes what the next judgement depends on, lets nothing overtake it.
    boolean isBarrier() {
        return permit != null && (permit.limits().bounded() || changesWhatFollows);
    }

    /// A constant of the connector's.
    boolean isPunctuation() {
        return action == null && refusal == null;
    }

    boolean changes() {
        return action == null || action.changes();
    }

    boolean isSettled() {
        return stage != Stage.UNDECIDED && stage != Stage.EXAMINED;
    }

    /// The permit is given back.
    void refuseForGood(Deny why) {
        permit = null;
        refusal = why;
    }

    void refuse(Deny why) {
        refusal = why;
    }

    void decided(Verdict.Settled verdict) {
        stage = Stage.READY;
        requestId = verdict.requestId();
        switch (verdict) {
            case Verdict.Permitted p -> permit = p.permit();
            case Verdict.Denied d -> refusal = d.deny();
            case Verdict.Ended e -> {
                Contain contain = e.contain();
                refusal = new Deny(contain.rule(), contain.reason(), contain.evidence());
                fatal = true;
            }
        }
    }

    /// The agent gave up, or asks for what cannot be: refused here, nobody was asked.
    void invalid(String rule, String reason) {
        stage = Stage.READY;
        refusal = new Deny(rule, reason, List.of(new Signal.Operational(reason)));
    }

    @Override
    public void settled(Verdict.Settled verdict) {
        turnstile.settled(this, verdict);
    }

    @Override
    public void cut(Deny why) {
        turnstile.cut(this, why);
    }
}
