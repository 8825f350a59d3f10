package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.api.audit.Pen.Completion;
import java.util.concurrent.Executor;

/// One session's use of its loop's pen. Knows how many records are on their way, so that SessionClosed can be the
/// last one. On the loop only.
final class Journal {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    private final Pen pen;
    private final Executor loop;
    private int underWay;
    private Runnable whenQuiet = () -> {};

    Journal(Pen pen, Executor loop) {
        this.pen = pen;
        this.loop = loop;
    }

    /// As [Pen#append]; a pen that throws could not record.
    boolean append(AuditEvent event, Durability durability, Completion done) {
        underWay++;
        Completion counted = ok -> complete(done, ok);
        boolean already = write(event, durability, counted);
        if (already) underWay--;
        return already;
    }

    private boolean write(AuditEvent event, Durability durability, Completion counted) {
        try {
            return pen.append(event, durability, counted);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the trail failed", e);
            loop.execute(() -> counted.recorded(false));
            return false;
        }
    }

    private void complete(Completion done, boolean ok) {
        try {
            done.recorded(ok);
        } finally {
            underWay--;
            if (underWay == 0) whenQuiet.run();
        }
    }

    /// Runs it once all records so far, and those that their completions append, are in the trail or failed.
    void whenQuiet(Runnable action) {
        whenQuiet = action;
        if (underWay == 0) action.run();
    }
}
