package dev.sallyport.trail;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.line.EventEncoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Collects the records of one turn of a loop on a page and writes it at the end of the turn.
final class LoopPen implements Pen {

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    private final Executor loop;
    private final Chain chain;
    private final SyncThread sync;
    private final Refusals refusals;
    private final EventEncoder encoder;
    private final Page page;
    private final Runnable turn = this::turn;
    private Receipts written = new Receipts();
    private Receipts spare = new Receipts();
    private Receipts durable = new Receipts();
    private boolean due;

    LoopPen(Executor loop, Chain chain, SyncThread sync, Refusals refusals, EventEncoder encoder, Page page) {
        this.loop = loop;
        this.chain = chain;
        this.sync = sync;
        this.refusals = refusals;
        this.encoder = encoder;
        this.page = page;
    }

    @Override
    public boolean append(AuditEvent event, Durability durability, Completion done) {
        schedule();
        boolean added = page.add(event, encoder);
        if (!added) refuse();
        Receipts receipts = durability == Durability.SYNCED ? durable : written;
        receipts.add(done);
        if (!added) receipts.settle(false);
        if (page.full()) write();
        return false;
    }

    private void schedule() {
        if (due) return;
        loop.execute(turn);
        due = true;
    }

    /// What waits already is written first, so that only this one is told no.
    private void refuse() {
        write();
        refusals.refused(1, "the record is longer than a line may be");
    }

    private void write() {
        boolean ok = page.lines() == 0 || chain.append(page);
        page.clear();
        written.settle(ok);
        durable.settle(ok);
    }

    private void turn() {
        due = false;
        write();
        if (!durable.isEmpty()) handOver();
        Receipts ready = written;
        written = spare;
        ready.deliver(true);
        spare = ready;
    }

    private void handOver() {
        Receipts waiting = durable;
        durable = new Receipts();
        sync.submit(ok -> tell(waiting, ok));
    }

    private void tell(Receipts waiting, boolean ok) {
        try {
            loop.execute(() -> waiting.deliver(ok));
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "the loop ended before its records were durable");
        }
    }
}
