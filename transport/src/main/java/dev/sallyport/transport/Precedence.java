package dev.sallyport.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How the threads that carry messages stand among all that wants a processor. Each message of a
/// loop wakes somebody, and who was woken goes before the loop, by the system's idea of fairness:
/// it has used less. So the one thread that all wait for stands in line behind each of those that
/// it serves, while other processors have nothing to do. Two things end that:
///
/// - a better nice value for the whole process: nobody whom the loop wakes goes before it. Linux makes
///   a group of each session (`autogroup` in sched(7)) and compares the groups, so it is the group's
///   value that is set, when the session is this process's own, as under a service manager. In
///   somebody's shell it is left alone. The value of single threads is left alone in any case: the
///   JVM's compilers and collectors are compared with the loops by it, and nobody else.
/// - the policy `SCHED_BATCH` of sched(7): nor does the loop, when it is woken, interrupt those
///   that are at work. So it finds more to do in each turn.
///
/// The system grants a better value to root and with `CAP_SYS_NICE`; to others nothing happens. A
/// process that was started with another nice value keeps that one. Safe on every thread.
public final class Precedence {

    private static final Logger LOG = System.getLogger("dev.sallyport.transport");

    /// Nothing is asked for.
    public static final Precedence NONE = new Precedence(Optional.empty());

    private final Optional<Scheduler> scheduler;

    private Precedence(Optional<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    /// Sets the process's group.
    ///
    /// @param steps of nice(2) before all others: 0 (none) to 20
    public static Precedence of(int steps) {
        return of(steps, Path.of("/proc/self"));
    }

    /// @param self what the system says of this process, proc(5)
    static Precedence of(int steps, Path self) {
        if (steps == 0) return NONE;
        try {
            Standing standing = Standing.parse(Files.readString(self.resolve("stat"), StandardCharsets.ISO_8859_1));
            if (standing.nice() != 0) return NONE;
            if (standing.leads()) group(-steps, self.resolve("autogroup"));
            return new Precedence(Scheduler.ofThisSystem());
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "precedence is left as it is", e);
            return NONE;
        }
    }

    private static void group(int nice, Path file) {
        try {
            if (Files.exists(file)) Files.writeString(file, String.valueOf(nice));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the system does not let this process's group go before others", e);
        }
    }

    /// What it runs is run by a thread that works in batches.
    Runnable before(Runnable work) {
        return () -> {
            scheduler.ifPresent(Precedence::take);
            work.run();
        };
    }

    private static void take(Scheduler system) {
        if (!system.batch()) LOG.log(Level.DEBUG, "the system does not let this thread work in batches");
    }

    /// Two fields of `/proc/PID/stat`.
    ///
    /// @param leads the session is this process's own
    record Standing(boolean leads, int nice) {

        private static final int SESSION = 3;
        private static final int NICE = 16;

        /// @param stat `pid (name) state ppid pgrp session …`; the name may have blanks and brackets in it
        static Standing parse(String stat) {
            int name = stat.indexOf(" (");
            String[] rest = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            if (name < 0 || rest.length <= NICE) throw new IllegalArgumentException("not a line of proc(5)");
            return new Standing(rest[SESSION].equals(stat.substring(0, name)), Integer.parseInt(rest[NICE]));
        }
    }
}
