package dev.sallyport.transport;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The only writer to a target after log-in. What is offered goes out in the order of the offers, each with its
/// permit, or replaced in its place by the dialect's poison; `flight` is the order in which answers are due.
public final class Turnstile {

    private static final int CROWD = 1024;

    private final Mediator mediator;
    private final Channel target;
    private final Dialect dialect;
    private final Inlet agent;
    private final LongSupplier nanos;
    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final ArrayDeque<Ticket> flight = new ArrayDeque<>();
    private @Nullable Ticket barrier;
    private boolean skipping;
    private boolean cancelling;
    private boolean streaming;
    private boolean idle = true;
    private boolean closed;
    private int partsInBatch;

    /// @param nanos a monotonic clock, such as `System::nanoTime`
    public Turnstile(Mediator mediator, Channel target, Dialect dialect, Inlet agent, LongSupplier nanos) {
        this.mediator = mediator;
        this.target = target;
        this.dialect = dialect;
        this.agent = agent;
        this.nanos = nanos;
    }

    // ---- what the agent sends

    /// Judges and, when permitted and its turn has come, forwards.
    ///
    /// @param answersDue frames that end it, for a PART that is only prepared; 0 when a completion frame ends it
    /// @param onSuccess run when the target has done it, before anything that waited for it moves
    public void offer(Form form, Judged judged, ByteBuf cargo, int answersDue, Runnable onSuccess) {
        Action action = judged.action();
        Ticket ticket = new Ticket(this, form, action, judged.changesWhatFollows(), cargo);
        ticket.answersDue = answersDue;
        ticket.onSuccess = onSuccess;
        switch (mediator.propose(action, judged.catalog(), ticket)) {
            case Verdict.Settled settled -> ticket.decided(settled);
            case Verdict.Wait wait -> await(ticket, wait);
        }
        enqueue(ticket);
    }

    private void await(Ticket ticket, Verdict.Wait wait) {
        switch (wait) {
            case HELD -> {
                ticket.held = true;
                agent.pause(Pause.HELD);
            }
            case THINKING, RECORDING -> {}
        }
    }

    /// What needs no judge because it cannot be: refused in its place.
    public void refuse(Form form, String rule, String reason, ByteBuf cargo) {
        Ticket ticket = new Ticket(this, form, null, false, cargo);
        ticket.invalid(rule, reason);
        enqueue(ticket);
    }

    /// Only the connector's own constants pass without a permit.
    public void punctuate(Form form, ByteBuf constant) {
        Ticket ticket = new Ticket(this, form, null, false, constant);
        ticket.stage = Ticket.Stage.READY;
        enqueue(ticket);
    }

    /// Data that belongs to the permit at the head, while the target asked for it; dropped otherwise.
    public void stream(ByteBuf data) {
        Ticket head = flight.peek();
        if (!streaming || head == null || head.cut) {
            data.release();
            return;
        }
        head.bytes += data.readableBytes();
        target.write(data, target.voidPromise());
    }

    /// The agent pressed cancel while a human was being asked.
    ///
    /// @return false when nothing was held: then it is the target that must be stopped
    public boolean withdraw(String why) {
        Ticket held = waiting.stream().filter(t -> t.held).findFirst().orElse(null);
        if (held == null) return false;
        mediator.withdraw(held);
        held.invalid("cancel", why);
        release(held);
        return true;
    }

    // ---- what the mediator says later

    void settled(Ticket ticket, Verdict.Settled verdict) {
        if (closed) return;
        ticket.decided(verdict);
        release(ticket);
    }

    private void release(Ticket ticket) {
        boolean wasHeld = ticket.held;
        ticket.held = false;
        pump();
        target.flush();
        if (wasHeld) agent.resume(Pause.HELD);
    }

    void cut(Ticket ticket, Deny why) {
        if (closed || ticket.cut || ticket.stage == Ticket.Stage.DONE) return;
        if (ticket != barrier) {
            dialect.end(why);
            return;
        }
        ticket.cut = true;
        ticket.refuse(why);
        cancelling = true;
        dialect.cancel(this::cancelDelivered);
    }

    private void cancelDelivered() {
        cancelling = false;
        if (closed) return;
        pump();
        target.flush();
    }

    // ---- what the target answers

    /// Whose answer is arriving; null between answers.
    public @Nullable Ticket head() {
        return flight.peek();
    }

    public boolean drained() {
        return flight.isEmpty() && waiting.isEmpty();
    }

    /// One record of the head's answer.
    ///
    /// @return false when it must not pass: the limit is reached, or the answer was cut
    public boolean record(Ticket ticket, int bytes) {
        if (ticket.cut) return false;
        if (ticket.permit != null && ticket.records >= ticket.permit.limits().records()) {
            cut(ticket, limitReached(ticket.permit.rule(), ticket.records));
            return false;
        }
        ticket.records++;
        ticket.bytes += bytes;
        if ((ticket.records & 255) == 0) mediator.progress(ticket, ticket.records, 0, ticket.bytes);
        return !ticket.cut;
    }

    private static Deny limitReached(String rule, long records) {
        return new Deny(
                rule + ".atMost",
                "the answer was cut after " + records + " records, the most that is allowed here",
                List.of(new Signal.Volume(rule + ".atMost", records, records + 1, records)));
    }

    /// Rows changed, as the target's completion says.
    public void changed(Ticket ticket, long records) {
        ticket.records = records;
    }

    /// The target asks for the agent's data (COPY IN). Punctuation that was sent along is swallowed by the target.
    ///
    /// @return how many boundaries were swallowed
    public int streamWanted() {
        streaming = true;
        int swallowed = swallowInFlight() + swallowWaiting();
        agent.resume(Pause.DRAIN);
        return swallowed;
    }

    private int swallowInFlight() {
        Ticket head = flight.poll();
        int swallowed = 0;
        for (; flight.peek() != null && flight.peek().form() == Form.BOUNDARY; swallowed++) flight.remove();
        if (head != null) flight.addFirst(head);
        return swallowed;
    }

    private int swallowWaiting() {
        int swallowed = 0;
        while (waiting.peek() != null && waiting.peek().isPunctuation()) {
            if (waiting.peek().form() == Form.BOUNDARY) swallowed++;
            waiting.remove().cargo.release();
        }
        return swallowed;
    }

    public boolean streaming() {
        return streaming;
    }

    /// The agent has sent all of it, or the target has had enough: what waits may leave again.
    public void streamEnded() {
        if (!streaming) return;
        streaming = false;
        pump();
    }

    /// One of the frames that a prepared part is answered with.
    public void answered(Ticket ticket) {
        if (ticket.answersDue > 0 && --ticket.answersDue == 0) done(ticket, Ending.SUCCEEDED);
    }

    /// The head's answer ended well.
    ///
    /// @return true when this end may be shown to the agent; false when it is withheld because the answer was
    ///     cut: the target is made to fail in this place after all, or, where that is too late, the connector
    ///     says the refusal
    public boolean succeeded(Ticket ticket) {
        streaming = false;
        if (!ticket.cut) {
            done(ticket, Ending.SUCCEEDED);
            return true;
        }
        if (ticket.boundaryOvertook) done(ticket, Ending.CUT);
        else {
            target.write(dialect.poison(ticket.form()), target.voidPromise());
            target.write(dialect.nudge(), target.voidPromise());
            target.flush();
        }
        return false;
    }

    /// True when a cut answer ended before the cut could reach it and its boundary is already on the way: the
    /// connector itself must show the refusal in place of the end.
    public boolean tooLateToPoison(Ticket ticket) {
        return ticket.cut && ticket.boundaryOvertook;
    }

    /// The head failed. After a PART the target skips to the next BOUNDARY, and so does the turnstile.
    public void failed(Ticket ticket) {
        streaming = false;
        finish(ticket, endingOfFailure(ticket));
        if (ticket.form() == Form.PART) skipToBoundary();
        pump();
        target.flush();
    }

    private void skipToBoundary() {
        Ticket next = flight.peek();
        while (next != null && next.form() != Form.BOUNDARY) {
            finish(next, Ending.SKIPPED);
            next = flight.peek();
        }
        if (next == null) skipping = true;
    }

    private static Ending endingOfFailure(Ticket ticket) {
        return ticket.cut ? Ending.CUT : Ending.FAILED;
    }

    /// A BOUNDARY, or the boundary of a WHOLE, was answered.
    ///
    /// @param idle no transaction is open
    public void boundaryAnswered(Ticket ticket, boolean idle, boolean wholeFailed) {
        this.idle = idle;
        streaming = false;
        done(ticket, wholeFailed ? endingOfFailure(ticket) : Ending.SUCCEEDED);
        agent.resume(Pause.DRAIN);
    }

    // ---- order

    private void enqueue(Ticket ticket) {
        waiting.add(ticket);
        pump();
        if (waiting.size() >= CROWD) agent.pause(Pause.CROWD);
    }

    private void pump() {
        if (closed) return;
        for (Ticket next = waiting.peek(); next != null && mayLeave(next); next = waiting.peek()) {
            waiting.remove();
            if (skipping && next.form() != Form.BOUNDARY) drop(next);
            else send(next);
        }
        if (waiting.size() < CROWD / 2) agent.resume(Pause.CROWD);
        if (drained()) agent.resume(Pause.DRAIN);
    }

    private boolean mayLeave(Ticket next) {
        if (skipping && next.held) {
            withdrawSkipped(next);
            return true;
        }
        if (next.stage == Ticket.Stage.UNDECIDED || cancelling || streaming) return false;
        return barrier == null || mayOvertake(next, barrier);
    }

    private void withdrawSkipped(Ticket next) {
        mediator.withdraw(next);
        next.held = false;
        agent.resume(Pause.HELD);
    }

    /// The boundary of a batch that only reads one thing, outside a transaction: saves a nudge and a round trip.
    private boolean mayOvertake(Ticket next, Ticket barrier) {
        if (next.form() != Form.BOUNDARY || barrier.form() != Form.PART || barrier.cut) return false;
        if (partsInBatch != 1 || barrier.changes() || barrier.changesWhatFollows || !idle) return false;
        barrier.boundaryOvertook = true;
        return true;
    }

    private void drop(Ticket next) {
        next.cargo.release();
        report(next, Ending.SKIPPED);
    }

    private void send(Ticket next) {
        count(next.form());
        if (next.refusal() != null) poison(next);
        else if (next.isBarrier()) barrier = next;
        next.stage = Ticket.Stage.FLYING;
        next.startedNanos = nanos.getAsLong();
        target.write(next.cargo, target.voidPromise());
        next.cargo = Unpooled.EMPTY_BUFFER;
        if (next.form() != Form.NUDGE) flight.add(next);
        if (barrier == next && next.form() == Form.PART && !boundaryFollows())
            target.write(dialect.nudge(), target.voidPromise());
    }

    private void count(Form form) {
        switch (form) {
            case BOUNDARY -> {
                skipping = false;
                partsInBatch = 0;
            }
            case PART -> partsInBatch++;
            case WHOLE, NUDGE -> {}
        }
    }

    private void poison(Ticket next) {
        next.cargo.release();
        next.cargo = dialect.poison(next.form());
    }

    private boolean boundaryFollows() {
        Ticket next = waiting.peek();
        return next != null && barrier != null && mayOvertake(next, barrier);
    }

    // ---- accounts

    private void done(Ticket ticket, Ending ending) {
        finish(ticket, ending);
        pump();
        target.flush();
    }

    private void finish(Ticket ticket, Ending ending) {
        if (flight.peek() != ticket) throw new ProtocolViolation("the target answered out of order");
        flight.remove();
        if (barrier == ticket) barrier = null;
        report(ticket, ending);
        if (ending == Ending.SUCCEEDED) ticket.onSuccess.run();
    }

    private void report(Ticket ticket, Ending ending) {
        if (ticket.stage == Ticket.Stage.DONE) return;
        boolean sent = ticket.stage == Ticket.Stage.FLYING;
        ticket.stage = Ticket.Stage.DONE;
        if (!ticket.permitted()) return;
        Duration duration = sent ? Duration.ofNanos(nanos.getAsLong() - ticket.startedNanos) : Duration.ZERO;
        mediator.performed(ticket, new Outcome(ending, ticket.records, 0, ticket.bytes, duration));
    }

    /// The conversation is over. What is in flight has an unknown end; what waits never started.
    public void close() {
        if (closed) return;
        closed = true;
        for (Ticket ticket : flight) report(ticket, Ending.ABANDONED);
        for (Ticket ticket : waiting) {
            ticket.cargo.release();
            if (ticket.held) mediator.withdraw(ticket);
            else if (ticket.stage == Ticket.Stage.READY) report(ticket, Ending.SKIPPED);
        }
        waiting.clear();
        flight.clear();
        mediator.close();
        target.close(target.voidPromise());
    }
}
