package dev.sallyport.transport;

import dev.sallyport.api.action.Outcome.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The order of tickets: who waits, who has been sent and in which order answers are due, who may overtake whom.
final class Lane {

    private static final int CROWD = 1024;

    /// Answers due at most: an agent that asks on without reading would fill our memory with them.
    private static final int MOST_IN_FLIGHT = 16_384;

    private final Outgoing target;
    private final Dialect dialect;
    private final Inlet agent;
    private final Accounts accounts;
    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final ArrayDeque<Ticket> flight = new ArrayDeque<>();
    private @Nullable Ticket barrier;
    private boolean skipping;
    private boolean blocked;
    private boolean streaming;
    private boolean idle = true;
    private boolean closed;
    private int partsInBatch;
    private int changing;

    Lane(Outgoing target, Dialect dialect, Inlet agent, Accounts accounts) {
        this.target = target;
        this.dialect = dialect;
        this.agent = agent;
        this.accounts = accounts;
    }

    @Nullable
    Ticket head() {
        return flight.peek();
    }

    @Nullable
    Ticket held() {
        return waiting.stream().filter(t -> t.held).findFirst().orElse(null);
    }

    boolean drained() {
        return flight.isEmpty() && waiting.isEmpty();
    }

    boolean isBarrier(Ticket ticket) {
        return ticket == barrier;
    }

    boolean closed() {
        return closed;
    }

    boolean changing() {
        return changing > 0;
    }

    boolean streaming() {
        return streaming;
    }

    void streaming(boolean now) {
        streaming = now;
    }

    /// Nothing leaves while a cancel is on its way.
    void blocked(boolean now) {
        blocked = now;
    }

    /// @param now no transaction is open at the target
    void idle(boolean now) {
        idle = now;
    }

    void enqueue(Ticket ticket) {
        waiting.add(ticket);
        if (ticket.changesWhatFollows) changing++;
        pump();
        if (waiting.size() >= CROWD) agent.pause(Pause.CROWD);
        if (flight.size() >= MOST_IN_FLIGHT) letAnswersCome();
    }

    /// A target that gathers its answers for a boundary is made to give them: the boundary may be what waits now.
    private void letAnswersCome() {
        agent.pause(Pause.CROWD);
        write(dialect.nudge());
        target.flush();
    }

    void pump() {
        if (closed) return;
        for (Ticket next = waiting.peek(); next != null && mayLeave(next); next = waiting.peek()) {
            waiting.remove();
            if (skipping && next.form() != Form.BOUNDARY) drop(next);
            else send(next);
        }
        if (waiting.size() < CROWD / 2 && flight.size() < MOST_IN_FLIGHT / 2) agent.resume(Pause.CROWD);
        if (drained()) agent.resume(Pause.DRAIN);
    }

    void pumpAndFlush() {
        pump();
        target.flush();
    }

    private boolean mayLeave(Ticket next) {
        if (skipping && next.held) {
            accounts.withdrawn(next);
            agent.resume(Pause.HELD);
            return true;
        }
        if (!next.isSettled() || blocked || streaming) return false;
        return barrier == null || mayOvertake(next, barrier);
    }

    /// The boundary of a batch that only reads one thing, outside a transaction, with nothing else on its way:
    /// saves a nudge and a round trip.
    private boolean mayOvertake(Ticket next, Ticket before) {
        return next.form() == Form.BOUNDARY
                && before.form() == Form.PART
                && !before.cut
                && !before.changes()
                && !before.changesWhatFollows
                && partsInBatch == 1
                && flight.size() == 1
                && idle;
    }

    private void drop(Ticket next) {
        next.cargo.release();
        left(next);
        accounts.ended(next, Ending.SKIPPED);
    }

    private void send(Ticket next) {
        count(next);
        if (next.refusal() != null) poison(next);
        else if (next.isBarrier()) barrier = next;
        if (next.permitted()) next.cargo = dialect.describing(next, next.cargo);
        accounts.sent(next);
        target.write(next.cargo);
        next.cargo = Unpooled.EMPTY_BUFFER;
        if (next.form() != Form.NUDGE) flight.add(next);
        if (barrier == next && next.form() == Form.PART && !boundaryFollows(next)) write(dialect.nudge());
    }

    private void count(Ticket next) {
        switch (next.form()) {
            case BOUNDARY -> {
                if (barrier != null) barrier.boundaryOvertook = true;
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

    private boolean boundaryFollows(Ticket sent) {
        Ticket next = waiting.peek();
        return next != null && mayOvertake(next, sent);
    }

    void write(ByteBuf constant) {
        target.write(constant);
    }

    /// The head's answer has ended.
    void finish(Ticket ticket, Ending ending) {
        if (flight.peek() != ticket) throw new ProtocolViolation("the target answered out of order");
        flight.remove();
        left(ticket);
        if (barrier == ticket) barrier = null;
        accounts.ended(ticket, ending);
        if (ending == Ending.SUCCEEDED) ticket.onSuccess.run();
    }

    private void left(Ticket ticket) {
        if (ticket.changesWhatFollows) changing--;
    }

    /// A part failed: the target skips to the next boundary, sent or not.
    void skipToBoundary() {
        Ticket next = flight.peek();
        while (next != null && next.form() != Form.BOUNDARY) {
            finish(next, Ending.SKIPPED);
            next = flight.peek();
        }
        if (next == null) skipping = true;
    }

    /// Punctuation behind the head that the target swallows because it reads a stream now.
    int swallowPunctuation() {
        Ticket head = flight.poll();
        int boundaries = 0;
        for (; flight.peek() != null && flight.peek().form() == Form.BOUNDARY; boundaries++) flight.remove();
        if (head != null) flight.addFirst(head);
        for (Ticket next = waiting.peek(); next != null && next.isPunctuation(); next = waiting.peek()) {
            waiting.remove().cargo.release();
            if (next.form() == Form.BOUNDARY) boundaries++;
        }
        return boundaries;
    }

    void close() {
        closed = true;
        flight.forEach(ticket -> accounts.ended(ticket, Ending.ABANDONED));
        waiting.forEach(accounts::neverSent);
        waiting.clear();
        flight.clear();
        target.close();
    }
}
