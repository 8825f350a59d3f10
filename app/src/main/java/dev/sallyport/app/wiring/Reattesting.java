package dev.sallyport.app.wiring;

import dev.sallyport.gateway.Attested;
import dev.sallyport.gateway.Gateway;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Asks the auth methods in force again about open sessions and tasks (R18), beside everything else: a
/// platform that answers slowly keeps nobody waiting, and is not asked twice at once.
final class Reattesting {

    private static final System.Logger LOG = System.getLogger(Reattesting.class.getName());

    private final Gateway gateway;
    private final AtomicReference<InForce> inForce;
    private final Supplier<List<Attested>> tasks;
    private final ExecutorService blocking;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /// @param tasks those that go on, asked anew for each run
    Reattesting(
            Gateway gateway,
            AtomicReference<InForce> inForce,
            Supplier<List<Attested>> tasks,
            ExecutorService blocking) {
        this.gateway = gateway;
        this.inForce = inForce;
        this.tasks = tasks;
        this.blocking = blocking;
    }

    /// Returns at once.
    void begin() {
        if (!underWay.compareAndSet(false, true)) return;
        try {
            blocking.execute(this::run);
        } catch (RejectedExecutionException e) {
            underWay.set(false);
        }
    }

    private void run() {
        try {
            gateway.reattest(inForce.get().methods(), tasks.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "open sessions could not be asked about again", e);
        } finally {
            underWay.set(false);
        }
    }
}
