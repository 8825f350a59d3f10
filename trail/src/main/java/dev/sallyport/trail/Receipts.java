package dev.sallyport.trail;

import dev.sallyport.api.audit.Pen.Completion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Who waits for which record, in the order of the appends. Not thread-safe.
final class Receipts {

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    private final List<Completion> waiting = new ArrayList<>();
    private final BitSet failed = new BitSet();
    private int settled;

    void add(Completion done) {
        waiting.add(done);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Everything added since the last call stood on one page: was it written?
    void settle(boolean ok) {
        if (!ok) failed.set(settled, waiting.size());
        settled = waiting.size();
    }

    /// Tells everyone; one who throws does not keep the word from the next.
    ///
    /// @param ok false when none of them can be relied on
    void deliver(boolean ok) {
        for (int i = 0; i < waiting.size(); i++) {
            try {
                waiting.get(i).recorded(ok && !failed.get(i));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a completion of the trail failed", e);
            }
        }
        waiting.clear();
        failed.clear();
        settled = 0;
    }
}
