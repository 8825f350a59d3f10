package dev.sallyport.trail;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/// A loop whose turns the test takes.
final class ManualLoop implements Executor {

    private final Queue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /// Runs what is there now.
    void turn() {
        for (int left = tasks.size(); left > 0; left--) tasks.remove().run();
    }

    boolean idle() {
        return tasks.isEmpty();
    }
}
