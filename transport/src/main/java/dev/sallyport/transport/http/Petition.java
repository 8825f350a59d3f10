package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One proposal on its way: asked on the session's loop, heard on the exchange's. Sees to it that each
/// permit is accounted for exactly once, also when the exchange is over before it is heard.
final class Petition implements Mediator.Passage {

    private final Seat seat;
    private final Action action;
    private final long catalog;
    private final EventLoop mine;
    private final LongSupplier nanos;
    private final Consumer<Verdict.Settled> heard;
    private final Consumer<Deny> cut;

    /// On the session's loop only.
    private boolean granted;

    private boolean gone;
    private boolean listening;

    private volatile boolean held;

    /// On the exchange's loop only.
    private boolean settled;

    private boolean permitted;
    private boolean hears;
    private boolean done;
    private long since;

    /// @param mine the exchange's loop, on which `heard` and `cut` are called
    Petition(
            Seat seat,
            Action action,
            long catalog,
            EventLoop mine,
            LongSupplier nanos,
            Consumer<Verdict.Settled> heard,
            Consumer<Deny> cut) {
        this.seat = seat;
        this.action = action;
        this.catalog = catalog;
        this.mine = mine;
        this.nanos = nanos;
        this.heard = heard;
        this.cut = cut;
    }

    /// On the exchange's loop; where that is the session's too, the verdict may be heard within.
    void ask() {
        seat.onLoop(this::ask);
    }

    private void ask(Mediator mediator) {
        listening = mediator.hears();
        switch (mediator.propose(action, catalog, this)) {
            case Verdict.Settled verdict -> settled(verdict);
            case Verdict.Wait wait -> held = wait == Verdict.Wait.HELD;
        }
    }

    /// Whether the session hears what its target answers, as far as this exchange knows.
    boolean hears() {
        return hears;
    }

    /// A human is asked.
    boolean held() {
        return held;
    }

    @Override
    public void settled(Verdict.Settled verdict) {
        granted = verdict instanceof Verdict.Permitted;
        boolean heardToo = listening;
        onMine(() -> hear(verdict, heardToo));
    }

    private void hear(Verdict.Settled verdict, boolean heardToo) {
        if (settled || done) return;
        hears = heardToo;
        settled = true;
        permitted = verdict instanceof Verdict.Permitted;
        since = nanos.getAsLong();
        heard.accept(verdict);
    }

    @Override
    public void cut(Deny why) {
        onMine(() -> {
            if (!done) cut.accept(why);
        });
    }

    private void onMine(Runnable step) {
        if (mine.inEventLoop()) step.run();
        else mine.execute(step);
    }

    /// While an answer streams.
    void progress(Tally tally, long bytes) {
        if (permitted && !done) seat.onLoop(mediator -> mediator.progress(this, tally.records(), tally.keys(), bytes));
    }

    void performed(Ending ending, Tally tally, long bytes) {
        if (!permitted || done) return;
        done = true;
        Duration took = Duration.ofNanos(nanos.getAsLong() - since);
        Outcome outcome = new Outcome(ending, tally.records(), tally.keys(), bytes, took, tally.shown());
        seat.onLoop(mediator -> mediator.performed(this, outcome));
    }

    /// The exchange is over, whatever became of this. What was permitted and has no outcome yet never
    /// started.
    void leave() {
        if (done) return;
        if (settled) {
            performed(Ending.SKIPPED, Tally.NOTHING, 0);
            done = true;
            return;
        }
        done = true;
        seat.onLoop(this::withdraw);
    }

    private void withdraw(Mediator mediator) {
        if (gone) return;
        gone = true;
        if (granted) mediator.performed(this, new Outcome(Ending.SKIPPED, 0, 0, 0, Duration.ZERO));
        else mediator.withdraw(this);
    }
}
