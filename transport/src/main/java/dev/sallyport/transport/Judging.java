package dev.sallyport.transport;

import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import java.util.Optional;

/// What the mediator says about a ticket, at once or later, and what the dialect has to examine before it leaves. On
/// the loop.
final class Judging {

    private final Mediator mediator;
    private final Dialect dialect;
    private final Inlet agent;
    private final Accounts accounts;
    private final Lane lane;

    Judging(Mediator mediator, Dialect dialect, Inlet agent, Accounts accounts, Lane lane) {
        this.mediator = mediator;
        this.dialect = dialect;
        this.agent = agent;
        this.accounts = accounts;
        this.lane = lane;
    }

    void propose(Ticket ticket, Judged judged) {
        switch (mediator.propose(judged.action(), judged.catalog(), ticket)) {
            case Verdict.Settled settled -> decided(ticket, settled);
            case Verdict.Wait wait -> await(ticket, wait);
        }
    }

    /// What is permitted may have to be examined before it leaves.
    private void decided(Ticket ticket, Verdict.Settled verdict) {
        ticket.decided(verdict);
        if (ticket.permitted() && dialect.examine(ticket, why -> examined(ticket, why)))
            ticket.stage = Ticket.Stage.EXAMINED;
    }

    private void examined(Ticket ticket, Optional<Deny> why) {
        if (lane.closed() || ticket.stage != Ticket.Stage.EXAMINED) return;
        why.ifPresent(deny -> accounts.refused(ticket, deny));
        ticket.stage = Ticket.Stage.READY;
        lane.pumpAndFlush();
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

    void settled(Ticket ticket, Verdict.Settled verdict) {
        if (lane.closed()) return;
        decided(ticket, verdict);
        release(ticket);
    }

    /// @return false when nothing was held
    boolean withdraw(String rule, String why) {
        Ticket held = lane.held();
        if (held == null) return false;
        mediator.withdraw(held);
        held.invalid(rule, why);
        release(held);
        return true;
    }

    private void release(Ticket ticket) {
        boolean wasHeld = ticket.held;
        ticket.held = false;
        lane.pumpAndFlush();
        if (wasHeld) agent.resume(Pause.HELD);
    }
}
