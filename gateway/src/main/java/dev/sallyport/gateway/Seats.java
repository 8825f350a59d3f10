package dev.sallyport.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/// How many sessions are there at once: in total, per workload, per workload and access rule. A seat is
/// taken before the session opens and given back when its lease is gone. Safe on every thread.
final class Seats {

    sealed interface Seating {}

    /// @param detail which limit was reached
    record Full(String detail) implements Seating {}

    final class Seat implements Seating, AutoCloseable {
        private final String workload;
        private final String underRule;
        private final String grant;
        private final AtomicBoolean left = new AtomicBoolean();

        private Seat(String workload, String underRule, String grant) {
            this.workload = workload;
            this.underRule = underRule;
            this.grant = grant;
        }

        /// Idempotent.
        @Override
        public void close() {
            if (left.compareAndSet(false, true)) leave(this);
        }
    }

    private final GatewayLimits.OpenSessions limits;
    private final ToIntFunction<String> maxSessions;
    private final Map<String, Integer> byWorkload = new HashMap<>();
    private final Map<String, Integer> byRule = new HashMap<>();
    private final Map<String, Integer> byGrant = new HashMap<>();
    private int taken;

    Seats(GatewayLimits.OpenSessions limits, ToIntFunction<String> maxSessions) {
        this.limits = limits;
        this.maxSessions = maxSessions;
    }

    /// All limits are taken or none.
    Seating take(String countedAs, String rule) {
        return take(countedAs, rule, "", Integer.MAX_VALUE);
    }

    /// @param grant of the session token; empty for none
    /// @param connections open at once for that grant (R17)
    Seating take(String countedAs, String rule, String grant, int connections) {
        int ruleLimit = maxSessions.applyAsInt(rule);
        return take(new Seat(countedAs, rule + "|" + countedAs, grant), rule, ruleLimit, connections);
    }

    private synchronized Seating take(Seat seat, String rule, int ruleLimit, int connections) {
        if (byGrant.getOrDefault(seat.grant, 0) >= connections) {
            return new Full("this session token has `" + connections + "` connections open; close one first");
        }
        if (taken >= limits.total())
            return new Full("the gateway has as many sessions open as it may; try again later");
        if (byWorkload.getOrDefault(seat.workload, 0) >= limits.perWorkload()) {
            return new Full("this workload has `" + limits.perWorkload() + "` sessions open; close one first");
        }
        if (byRule.getOrDefault(seat.underRule, 0) >= ruleLimit) {
            return new Full(
                    rule + ".maxSessions: this workload has `" + ruleLimit + "` sessions open; close one first");
        }
        taken++;
        byWorkload.merge(seat.workload, 1, Integer::sum);
        byRule.merge(seat.underRule, 1, Integer::sum);
        if (!seat.grant.isEmpty()) byGrant.merge(seat.grant, 1, Integer::sum);
        return seat;
    }

    private synchronized void leave(Seat seat) {
        taken--;
        byWorkload.computeIfPresent(seat.workload, (key, count) -> count == 1 ? null : count - 1);
        byRule.computeIfPresent(seat.underRule, (key, count) -> count == 1 ? null : count - 1);
        byGrant.computeIfPresent(seat.grant, (key, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    synchronized int taken() {
        return taken;
    }

    /// @return true when the last seat was given back within this time
    synchronized boolean awaitEmpty(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); taken > 0 && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return taken == 0;
    }
}
