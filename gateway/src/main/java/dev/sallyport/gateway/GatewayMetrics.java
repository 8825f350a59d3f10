package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.target.Verb;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Plain counters of one gateway, and gauges that are read when asked. Safe on every thread.
public final class GatewayMetrics {

    private enum Counter {
        DECISIONS_PERMIT("decisions.permit"),
        DECISIONS_DENY("decisions.deny"),
        DECISIONS_HOLD("decisions.hold"),
        DECISIONS_CONTAIN("decisions.contain"),
        /// Actions with a part that was not understood: UNKNOWN % is a quality figure (R11).
        ACTIONS_UNKNOWN("actions.unknown"),
        ANSWERS_CUT("answers.cut"),
        /// Permitted actions that a connector then found to be something else.
        ALARMS("alarms"),
        RECORDS_LOST("records.lost"),
        LEASES_LEFT("leases.left"),
        CALLS_MISUSED("calls.misused");

        private final String label;

        Counter(String label) {
            this.label = label;
        }
    }

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<RefusalReason, LongAdder> refusals = new EnumMap<>(RefusalReason.class);
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

    public GatewayMetrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (RefusalReason reason : RefusalReason.values()) {
            refusals.put(reason, new LongAdder());
        }
    }

    /// Counters since the start and gauges of this moment, by name. Refusals appear by reason once there was one.
    public SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> all = new TreeMap<>();
        counters.forEach((counter, count) -> all.put(counter.label, count.sum()));
        refusals.forEach((reason, count) -> {
            if (count.sum() > 0) all.put("refusals." + reason, count.sum());
        });
        gauges.forEach((name, gauge) -> all.put(name, gauge.getAsLong()));
        return all;
    }

    void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    void refused(RefusalReason reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }

    void decided(Action action, Decision decision) {
        add(kind(decision));
        if (unknown(action)) add(Counter.ACTIONS_UNKNOWN);
    }

    void cut() {
        add(Counter.ANSWERS_CUT);
    }

    void alarmed() {
        add(Counter.ALARMS);
    }

    void recordLost() {
        add(Counter.RECORDS_LOST);
    }

    void leaseLeft() {
        add(Counter.LEASES_LEFT);
    }

    void misused() {
        add(Counter.CALLS_MISUSED);
    }

    private void add(Counter counter) {
        Objects.requireNonNull(counters.get(counter)).increment();
    }

    private static boolean unknown(Action action) {
        for (Operation operation : action.operations()) {
            if (operation.verb() == Verb.UNKNOWN) return true;
        }
        return action.operations().isEmpty();
    }

    private static Counter kind(Decision decision) {
        return switch (decision) {
            case Permit _ -> Counter.DECISIONS_PERMIT;
            case Deny _ -> Counter.DECISIONS_DENY;
            case Hold _ -> Counter.DECISIONS_HOLD;
            case Contain _ -> Counter.DECISIONS_CONTAIN;
        };
    }
}
