package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.TargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The place of somebody who waits at a [Counter]. Taken by one thread, which then answers it; read by
/// the one that waits, after it has had the lock under which it was answered.
final class Turn {

    private final AtomicBoolean taken = new AtomicBoolean();
    private boolean answered;
    private @Nullable TargetException failure;

    /// Whoever waits has one.
    interface Waiting {
        Turn turn();
    }

    /// @return false when it was taken or withdrawn before
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void done() {
        answered = true;
    }

    void failed(TargetException why) {
        failure = why;
        answered = true;
    }

    boolean answered() {
        return answered;
    }

    /// @throws TargetException why it was not done
    void check() throws TargetException {
        if (failure != null) throw failure;
        if (!answered) throw new IllegalStateException("nobody answered");
    }
}
