package dev.sallyport.transport;

import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The only writer to a target after log-in. What is offered goes out in the order of the offers, each with its
/// permit, or replaced in its place by the dialect's poison. Answers come back in the same order.
public final class Turnstile {

    private static final int PROGRESS_EVERY = 256;

    private final Mediator mediator;
    private final Outgoing target;
    private final Dialect dialect;
    private final Inlet agent;
    private final Lane lane;
    private final Judging judging;

    /// @param nanos a monotonic clock, such as `System::nanoTime`
    public Turnstile(Mediator mediator, Channel target, Dialect dialect, Inlet agent, LongSupplier nanos) {
        this.mediator = mediator;
        this.target = new Outgoing(target);
        this.dialect = dialect;
        this.agent = agent;
        Accounts accounts = new Accounts(mediator, nanos);
        this.lane = new Lane(this.target, dialect, agent, accounts);
        this.judging = new Judging(mediator, dialect, agent, accounts, lane);
    }

    // ---- what the agent sends

    /// Judges and, when permitted and its turn has come, forwards.
    ///
    /// @param answersDue frames that end it, for a PART that is only prepared; 0 when a completion frame ends it
    /// @param onSuccess run when the target has done it, before anything that waited for it moves
    public void offer(Form form, Judged judged, ByteBuf cargo, int answersDue, Runnable onSuccess) {
        Ticket ticket = new Ticket(this, form, judged.action(), judged.changesWhatFollows(), cargo);
        ticket.about = judged.about();
        ticket.answersDue = answersDue;
        ticket.rowsWithoutRecord = judged.rowsWithoutRecord();
        ticket.onSuccess = onSuccess;
        judging.propose(ticket, judged);
        lane.enqueue(ticket);
    }

    /// What needs no judge because it cannot be: refused in its place.
    public void refuse(Form form, String rule, String reason, ByteBuf cargo) {
        Ticket ticket = new Ticket(this, form, null, false, cargo);
        ticket.invalid(rule, reason);
        lane.enqueue(ticket);
    }

    /// Only the connector's own constants pass without a permit.
    public void punctuate(Form form, ByteBuf constant) {
        Ticket ticket = new Ticket(this, form, null, false, constant);
        ticket.stage = Ticket.Stage.READY;
        lane.enqueue(ticket);
    }

    /// Data that belongs to the permit at the head, while the target asked for it; dropped otherwise.
    public void stream(ByteBuf data) {
        Ticket head = lane.head();
        if (!lane.streaming() || head == null || head.cut) {
            data.release();
            return;
        }
        head.bytes += data.readableBytes();
        lane.write(data);
    }

    /// So many more records are in what the agent streams next.
    ///
    /// @param end constant bytes that make the target fail in the middle of the stream
    /// @return false when they must not pass: the limit is reached, and the target does none of it
    public boolean sends(long more, ByteBuf end) {
        Ticket head = lane.head();
        if (!lane.streaming() || head == null || head.cut || head.permit == null) return true;
        head.sent += more;
        long most = head.permit.limits().records();
        if (head.records + head.sent <= most) return true;
        head.cut = true;
        head.refuse(tooMany(head.permit.rule(), most));
        lane.streaming(false);
        lane.write(end);
        target.flush();
        return false;
    }

    private static Deny tooMany(String rule, long most) {
        return new Deny(
                rule + ".atMost",
                "more than " + most + " records were sent, the most that is allowed here; none of them was written",
                List.of(new Signal.Volume(rule + ".atMost", most, most + 1, most)));
    }

    /// The agent has sent all of it: what waits may leave again. Where that must wait for the answer, the
    /// target is made to give it.
    public void streamEnded() {
        Ticket head = lane.head();
        if (!lane.streaming() || head == null) return;
        lane.streaming(false);
        if (lane.isBarrier(head) && head.form() == Form.PART) lane.write(dialect.nudge());
        lane.pump();
    }

    /// The agent pressed cancel while a human was being asked.
    ///
    /// @return false when nothing was held: then it is the target that must be stopped
    public boolean withdraw(String rule, String why) {
        return judging.withdraw(rule, why);
    }

    /// Sends what this turn of the loop let through.
    public void flush() {
        target.flush();
    }

    // ---- what the mediator says later

    void settled(Ticket ticket, Verdict.Settled verdict) {
        judging.settled(ticket, verdict);
    }

    void cut(Ticket ticket, Deny why) {
        if (lane.closed() || ticket.cut || ticket.stage == Ticket.Stage.DONE) return;
        if (!lane.isBarrier(ticket)) {
            dialect.end(why);
            return;
        }
        ticket.cut = true;
        ticket.refuse(why);
        lane.blocked(true);
        dialect.cancel(this::cancelDelivered);
    }

    private void cancelDelivered() {
        lane.blocked(false);
        if (!lane.closed()) lane.pumpAndFlush();
    }

    // ---- what the target answers

    /// Whose answer is arriving; null between answers.
    public @Nullable Ticket head() {
        return lane.head();
    }

    /// Nothing waits and no answer is due.
    public boolean drained() {
        return lane.drained();
    }

    /// Something is on its way that may change what the next frame means: judge nothing until it has been answered.
    public boolean changing() {
        return lane.changing();
    }

    /// The target reads a stream of the agent's.
    public boolean streaming() {
        return lane.streaming();
    }

    /// One record of the head's answer.
    ///
    /// @return false when it must not pass: the limit is reached, or the answer was cut
    public boolean record(Ticket ticket, int bytes) {
        if (ticket.cut) return false;
        if (ticket.rowsWithoutRecord > 0) return unrecorded(ticket, bytes);
        if (ticket.permit != null && ticket.records >= ticket.permit.limits().records()) {
            cut(ticket, limitReached(ticket, ticket.permit.rule()));
            return false;
        }
        ticket.records++;
        ticket.bytes += bytes;
        if (ticket.records % PROGRESS_EVERY == 0)
            mediator.progress(ticket, ticket.records, ticket.seen.keys(), ticket.bytes);
        return !ticket.cut;
    }

    private static boolean unrecorded(Ticket ticket, int bytes) {
        ticket.rowsWithoutRecord--;
        ticket.bytes += bytes;
        return true;
    }

    /// A WHOLE may have been done before its answer came: what it changed is not taken back then.
    private static Deny limitReached(Ticket ticket, String rule) {
        long records = ticket.records;
        boolean stands = ticket.form() == Form.WHOLE && ticket.changes();
        return new Deny(
                rule + ".atMost",
                "the answer was cut after " + records + " records, the most that is allowed here"
                        + (stands ? "; what was changed may stand, look before you try again" : ""),
                List.of(new Signal.Volume(rule + ".atMost", records, records + 1, records)));
    }

    /// The answer cannot pass as the permit wants it: nothing more of it does.
    public void stop(Ticket ticket, Deny why) {
        cut(ticket, why);
    }

    /// One statement of the head's ended. Several may stand in one WHOLE: what they touch adds up.
    ///
    /// @param changed records it changed, as its completion says; those it also answered count once
    public void completed(Ticket ticket, long changed) {
        ticket.records = Math.max(ticket.records, ticket.recordsBefore + changed);
        ticket.recordsBefore = ticket.records;
        ticket.sent = 0;
    }

    /// The target asks for the agent's data (COPY IN). Punctuation that was sent along is swallowed by the target.
    ///
    /// @return how many boundaries were swallowed
    public int streamWanted() {
        lane.streaming(true);
        int swallowed = lane.swallowPunctuation();
        agent.resume(Pause.DRAIN);
        return swallowed;
    }

    /// One of the frames that a prepared part is answered with.
    public void answered(Ticket ticket) {
        if (ticket.answersDue > 0 && --ticket.answersDue == 0) done(ticket, Ending.SUCCEEDED);
    }

    /// The head's answer ended well. When it was cut, that end is withheld and the target is made to fail in
    /// this place after all; where that is too late, the connector shows the refusal, see [#tooLateToPoison].
    public void succeeded(Ticket ticket) {
        lane.streaming(false);
        if (!ticket.cut) done(ticket, Ending.SUCCEEDED);
        else if (ticket.boundaryOvertook) done(ticket, Ending.CUT);
        else poisonBehind(ticket);
    }

    private void poisonBehind(Ticket ticket) {
        lane.write(dialect.poison(ticket.form()));
        lane.write(dialect.nudge());
        target.flush();
    }

    /// True when a cut answer ended before the cut could reach it and its boundary is already on the way: the
    /// connector itself must show the refusal in place of the end.
    public boolean tooLateToPoison(Ticket ticket) {
        return ticket.cut && ticket.boundaryOvertook;
    }

    /// The head failed. After a PART the target skips to the next BOUNDARY, and so does the turnstile.
    public void failed(Ticket ticket) {
        lane.streaming(false);
        lane.finish(ticket, endingOfFailure(ticket));
        if (ticket.form() == Form.PART) lane.skipToBoundary();
        lane.pumpAndFlush();
    }

    private static Ending endingOfFailure(Ticket ticket) {
        return ticket.cut ? Ending.CUT : Ending.FAILED;
    }

    /// A BOUNDARY, or the boundary of a WHOLE, was answered.
    ///
    /// @param idle no transaction is open
    public void boundaryAnswered(Ticket ticket, boolean idle, boolean wholeFailed) {
        lane.idle(idle);
        lane.streaming(false);
        done(ticket, wholeFailed ? endingOfFailure(ticket) : Ending.SUCCEEDED);
        agent.resume(Pause.DRAIN);
    }

    private void done(Ticket ticket, Ending ending) {
        lane.finish(ticket, ending);
        lane.pumpAndFlush();
    }

    /// The conversation is over. What is in flight has an unknown end; what waits never started.
    public void close() {
        if (lane.closed()) return;
        lane.close();
        mediator.close();
    }
}
