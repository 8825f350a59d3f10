package dev.sallyport.transport;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.decision.Deny;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells the mediator how each permit ended, exactly once.
final class Accounts {

    private final Mediator mediator;
    private final LongSupplier nanos;

    Accounts(Mediator mediator, LongSupplier nanos) {
        this.mediator = mediator;
        this.nanos = nanos;
    }

    void sent(Ticket ticket) {
        ticket.stage = Ticket.Stage.FLYING;
        ticket.startedNanos = nanos.getAsLong();
    }

    void ended(Ticket ticket, Ending ending) {
        if (ticket.stage == Ticket.Stage.DONE) return;
        boolean sent = ticket.stage == Ticket.Stage.FLYING;
        ticket.stage = Ticket.Stage.DONE;
        if (!ticket.permitted()) return;
        Duration duration = sent ? Duration.ofNanos(nanos.getAsLong() - ticket.startedNanos) : Duration.ZERO;
        mediator.performed(
                ticket,
                new Outcome(ending, ticket.records, ticket.seen.keys(), ticket.bytes, duration, ticket.seen.shown()));
    }

    /// The conversation is over before the ticket was sent.
    void neverSent(Ticket ticket) {
        ticket.cargo.release();
        if (ticket.held) mediator.withdraw(ticket);
        else if (ticket.permitted()) ended(ticket, Ending.SKIPPED);
    }

    /// Permitted, and then found to be something else: it never leaves.
    void refused(Ticket ticket, Deny why) {
        mediator.performed(ticket, new Outcome(Ending.SKIPPED, 0, 0, 0, Duration.ZERO));
        ticket.refuseForGood(why);
    }

    void withdrawn(Ticket ticket) {
        mediator.withdraw(ticket);
        ticket.held = false;
    }
}
