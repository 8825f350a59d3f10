package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.work.History.Wish;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.recall.RecalledDecision;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Watches what one workload was permitted and did. One thread.
final class Learning {

    private final Wish wish;
    private final Past past;
    private final Map<String, RecalledDecision> running = new HashMap<>();
    private final Set<String> sessions = new HashSet<>();
    private final SortedMap<Use, Seen> seen = new TreeMap<>();
    private final SortedMap<String, Long> left = new TreeMap<>();

    Learning(Wish wish, Past past) {
        this.wish = wish;
        this.past = past;
    }

    SortedMap<Use, Seen> seen() {
        return seen;
    }

    /// What no line is proposed for, and how often it was asked for.
    SortedMap<String, Long> left() {
        return left;
    }

    int sessions() {
        return sessions.size();
    }

    void see(TrailRecord record) throws IOException {
        switch (record.kind()) {
            case DECIDED -> {
                if (concerns(record)) decided(past.decision(record));
            }
            case PERFORMED -> performed(record);
            case REFUSED,
                    SESSION_OPENED,
                    SESSION_CLOSED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    TASK_OPENED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> {}
        }
    }

    private boolean concerns(TrailRecord record) {
        boolean who = record.text("counted").equals(wish.workload())
                || record.text("subject").equals(wish.workload());
        boolean where = wish.target().isEmpty() || record.text("target").equals(wish.target());
        return who && where && !record.at().isBefore(wish.since().orElse(Instant.MIN));
    }

    private void decided(RecalledDecision decision) {
        sessions.add(decision.record().session());
        if (decision.action().phase() == Action.Phase.PREPARE) return;
        switch (decision.verdict()) {
            case "permit" -> running.put(decision.record().request(), decision);
            case "hold" -> {} // what became of it stands in a later record
            default -> {
                if (!decision.isOperational()) leave("was denied: " + decision.rule());
            }
        }
    }

    private void leave(String why) {
        left.merge(why, 1L, Long::sum);
    }

    /// What did not succeed shows nothing about what is needed.
    private void performed(TrailRecord record) {
        RecalledDecision decision = running.remove(record.request());
        if (decision == null) return;
        String ending = record.text("ending");
        if (!ending.equals("SUCCEEDED") && !ending.equals("CUT")) return;
        List<Operation> operations = decision.action().operations();
        for (int i = 0; i < operations.size(); i++) {
            use(
                    decision,
                    operations.get(i),
                    decision.names(i),
                    record.json().path("records").asLong());
        }
    }

    private void use(RecalledDecision decision, Operation operation, List<String> names, long records) {
        if (operation.concernsSessionOnly() || operation.labels().contains(Label.THROUGH)) return;
        if (finds(operation, decision.action())) return;
        String why = Reservations.against(operation);
        if (!why.isEmpty()) {
            leave(why);
            return;
        }
        List<String> keys = keys(operation.scope());
        Use use = new Use(operation.verb(), operation.resource().path(), !keys.isEmpty());
        Seen.Cost cost = new Seen.Cost(
                decision.record().at(), decision.record().session(), names, names.isEmpty() ? records : 0);
        seen.computeIfAbsent(use, _ -> new Seen()).add(operation.resource().fields(), keys, cost);
    }

    private static List<String> keys(Scope scope) {
        return scope instanceof Scope.Keyed keyed
                ? keyed.keys().stream().map(Scope.Key::field).toList()
                : List.of();
    }

    /// Finding the records that the same action changes under a key needs no line of its own.
    private static boolean finds(Operation read, Action action) {
        return read.verb() == Verb.READ
                && !read.resource().fields().isEmpty()
                && action.operations().stream()
                        .filter(change -> change.verb() == Verb.UPDATE || change.verb() == Verb.DELETE)
                        .filter(change ->
                                change.resource().name().equals(read.resource().name()))
                        .anyMatch(change ->
                                keys(change.scope()).containsAll(read.resource().fields()));
    }
}
