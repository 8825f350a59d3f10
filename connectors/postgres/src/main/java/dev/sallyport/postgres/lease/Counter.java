package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Where roles are ordered, and given back. Whoever comes first is served at once; those who come meanwhile wait
/// together, and are then served together, in one transaction. Safe on every thread; blocks.
final class Counter<O extends Turn.Waiting> {

    /// In one transaction; the rest goes into the next.
    static final int MOST = 50;

    private final ConcurrentLinkedQueue<O> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock serving = new ReentrantLock(true);
    private final String target;
    private final String what;
    private final Work<O> work;
    private final long patienceMillis;
    private final long gapNanos;
    private long lastServed;

    /// Answers all of them, or fails for all.
    interface Work<O> {
        void on(List<O> orders) throws TargetException;
    }

    /// @param target its configured name
    /// @param what for the error text: "could not *what*"
    /// @param patienceMillis until somebody takes the order; then it is answered as soon as the target answers
    /// @param gap between two transactions, so that more come together
    Counter(String target, String what, Work<O> work, long patienceMillis, Duration gap) {
        this.target = target;
        this.what = what;
        this.work = work;
        this.patienceMillis = patienceMillis;
        this.gapNanos = gap.toNanos();
        this.lastServed = System.nanoTime() - gapNanos;
    }

    int waiting() {
        return waiting.size();
    }

    /// Who serves, and those who stand behind, whether their orders were taken or not.
    int present() {
        return serving.getQueueLength() + (serving.isLocked() ? 1 : 0);
    }

    /// Returns once the order is answered.
    ///
    /// @throws TargetException when nobody had time for it, or the thread was interrupted before anybody took it
    void serve(O order) throws TargetException {
        waiting.add(order);
        if (!mayServe() && withdraw(order)) throw busy();
        if (!serving.isHeldByCurrentThread()) serving.lock(); // it was taken: whoever did answers it under the lock
        try {
            while (!order.turn().answered()) serveNext();
        } finally {
            serving.unlock();
        }
    }

    private TargetException busy() {
        return new TargetException(
                "targets." + target + ": could not " + what + ": others are being served", SqlStates.TOO_MANY);
    }

    private TargetException broken() {
        return new TargetException(
                "targets." + target + ": could not " + what + ": the gateway failed inside; its log says more",
                SqlStates.INTERNAL);
    }

    private boolean mayServe() {
        try {
            return serving.tryLock(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean withdraw(O order) {
        waiting.remove(order);
        return order.turn().take();
    }

    private void serveNext() {
        waitForMore();
        List<O> batch = new ArrayList<>();
        for (O next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
            if (next.turn().take()) batch.add(next);
        }
        together(batch);
        lastServed = System.nanoTime();
    }

    private void waitForMore() {
        long wait = lastServed + gapNanos - System.nanoTime();
        if (wait > 0) LockSupport.parkNanos(wait);
    }

    /// One that the target does not take spoils the transaction of all, so then each has its own. A target that is away
    /// or busy is not asked again for each.
    private void together(List<O> batch) {
        try {
            work.on(batch);
        } catch (TargetException e) {
            if (batch.size() == 1 || e.isAway() || e.sqlState().equals(SqlStates.TOO_MANY)) {
                batch.forEach(order -> order.turn().failed(e));
            } else {
                batch.forEach(order -> together(List.of(order)));
            }
        } catch (RuntimeException | Error bug) {
            batch.stream()
                    .filter(order -> !order.turn().answered())
                    .forEach(order -> order.turn().failed(broken()));
            throw bug;
        }
    }
}
