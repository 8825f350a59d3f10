package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Where roles are ordered. Whoever comes first is served at once; those who come meanwhile wait together, and are
/// then served together, in one transaction. Safe on every thread; blocks.
final class MintCounter {

    /// In one transaction; the rest goes into the next.
    static final int MOST = 50;

    private final ConcurrentLinkedQueue<Order> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock serving = new ReentrantLock(true);
    private final String target;
    private final Mint mint;
    private final long patienceMillis;

    /// Makes all of the roles or none.
    interface Mint {
        void make(List<Order> orders) throws TargetException;
    }

    /// @param target its configured name
    /// @param patienceMillis until somebody takes the order; then it is answered as soon as the target answers
    MintCounter(String target, Mint mint, long patienceMillis) {
        this.target = target;
        this.mint = mint;
        this.patienceMillis = patienceMillis;
    }

    int waiting() {
        return waiting.size();
    }

    /// Returns once the order is answered.
    ///
    /// @throws TargetException when nobody had time for it, or the thread was interrupted before anybody took it
    void serve(Order order) throws TargetException {
        waiting.add(order);
        if (!mayServe() && withdraw(order)) throw busy();
        if (!serving.isHeldByCurrentThread()) serving.lock(); // it was taken: whoever did answers it under the lock
        try {
            while (!order.answered()) serveNext();
        } finally {
            serving.unlock();
        }
    }

    private TargetException busy() {
        return new TargetException(
                "targets." + target + ": could not make a lease: others are being served", SqlStates.TOO_MANY);
    }

    private TargetException broken() {
        return new TargetException(
                "targets." + target + ": could not make a lease: the gateway failed inside; its log says more",
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

    private boolean withdraw(Order order) {
        waiting.remove(order);
        return order.take();
    }

    private void serveNext() {
        List<Order> batch = new ArrayList<>();
        for (Order next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
            if (next.take()) batch.add(next);
        }
        together(batch);
    }

    /// One that the target does not take spoils the transaction of all, so then each has its own. A target that is away
    /// or busy is not asked again for each.
    private void together(List<Order> batch) {
        try {
            mint.make(batch);
        } catch (TargetException e) {
            if (batch.size() == 1 || e.isAway() || e.sqlState().equals(SqlStates.TOO_MANY)) {
                batch.forEach(order -> order.failed(e));
            } else {
                batch.forEach(order -> together(List.of(order)));
            }
        } catch (RuntimeException | Error bug) {
            batch.stream().filter(order -> !order.answered()).forEach(order -> order.failed(broken()));
            throw bug;
        }
    }
}
