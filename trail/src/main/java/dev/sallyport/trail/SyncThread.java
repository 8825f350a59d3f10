package dev.sallyport.trail;

import dev.sallyport.api.audit.Durability;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The thread that fsyncs: one fsync covers everyone who waits. It also writes for callers that block (so that an
/// interrupted caller cannot close the file under everyone), signs heads, and repairs after a failed fsync.
final class SyncThread {

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    /// Somebody who waits.
    interface Job {

        /// What is to be appended before the fsync.
        ///
        /// @return false when it could not be
        default boolean append(Chain chain) {
            return true;
        }

        /// What was appended is told as soon as it is in the file, or once it is on the disk.
        default Durability durability() {
            return Durability.SYNCED;
        }

        /// Called once, on the sync thread.
        void done(boolean ok);
    }

    /// What else is to be done now and then.
    interface Chores {

        void afterSync(Tip safe);

        void atEnd(Tip safe);
    }

    private static final Job END = ok -> {};

    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final Chain chain;
    private final Duration interval;
    private final Chores chores;
    private final Thread thread;
    private long synced = -1;
    /// When what nobody waits for is fsynced, by [System#nanoTime].
    private long due;
    private volatile boolean ended;

    SyncThread(Chain chain, Duration interval, Chores chores) {
        this.chain = chain;
        this.interval = interval;
        this.chores = chores;
        this.thread = Thread.ofPlatform().name("sallyport-trail-sync").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Safe on every thread. After [#end] the job is told no at once, by the caller's thread.
    void submit(Job job) {
        queue.add(job);
        if (ended) refuseAll();
    }

    private void run() {
        due = System.nanoTime() + interval.toNanos();
        boolean more = true;
        while (more) {
            List<Job> jobs = next();
            more = !jobs.remove(END);
            if (!more) due = System.nanoTime();
            try {
                round(jobs);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the trail's sync thread met a bug", e);
            }
        }
        last();
        ended = true;
        refuseAll();
    }

    private void last() {
        try {
            chain.seal();
            chores.atEnd(chain.sync());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "trail: the last records may not be on the disk, and have no signed head", e);
        }
    }

    private List<Job> next() {
        List<Job> jobs = new ArrayList<>();
        try {
            Job first = queue.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (first != null) jobs.add(first);
        } catch (InterruptedException _) {
            // nobody may interrupt this thread: its end is a job
        }
        queue.drainTo(jobs);
        return jobs;
    }

    private void round(List<Job> jobs) {
        List<Job> untold = new ArrayList<>(jobs);
        boolean safe = false;
        try {
            boolean sound = chain.recover();
            untold = waiting(jobs);
            safe = syncWhenDue(jobs.stream().anyMatch(SyncThread::waits), sound);
        } finally {
            for (Job job : untold) tell(job, safe);
        }
        chain.forget();
    }

    /// Appends all. Who does not wait for the disk, or need not any more, is told.
    private List<Job> waiting(List<Job> jobs) {
        List<Job> waiting = new ArrayList<>();
        for (Job job : jobs) {
            boolean written = written(job);
            if (written && waits(job)) waiting.add(job);
            else tell(job, written);
        }
        return waiting;
    }

    private static boolean waits(Job job) {
        return job.durability() == Durability.SYNCED;
    }

    private boolean written(Job job) {
        try {
            return job.append(chain);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the trail's sync thread met a bug", e);
            return false;
        }
    }

    /// One who throws does not keep the word from the next.
    private static void tell(Job job, boolean ok) {
        try {
            job.done(ok);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a waiter of the trail could not be told", e);
        }
    }

    private boolean syncWhenDue(boolean asked, boolean sound) {
        if (!asked && due - System.nanoTime() > 0) return true;
        due = System.nanoTime() + interval.toNanos();
        return sound && sync(asked);
    }

    private boolean sync(boolean asked) {
        Tip tip = chain.tip();
        if (!asked && tip.seq() == synced) {
            chores.afterSync(tip);
            return true;
        }
        try {
            Tip safe = chain.sync();
            synced = safe.seq();
            chores.afterSync(safe);
            return true;
        } catch (IOException e) {
            LOG.log(
                    Level.ERROR,
                    "trail: the disk failed, nothing is recorded until it works again: " + Refusals.why(e));
            return false;
        }
    }

    private void refuseAll() {
        List<Job> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(job -> tell(job, false));
    }

    /// Returns when everything that was submitted before is done.
    void end(Duration patience) {
        submit(END);
        try {
            if (!thread.join(patience)) LOG.log(Level.ERROR, "trail: the last fsync did not end in " + patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
