package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.trail.read.Revealed;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is there, as one goes along a trail: show it every record, in order. One thread.
public final class Past {

    /// For so long a task is still known after its end.
    private static final Duration GRACE = Duration.ofDays(1);

    private final Revealer revealer;
    private final Map<String, RecalledSession> sessions = new HashMap<>();
    private final Map<String, Task> tasks = new HashMap<>();

    private record Task(Delegation.Grant grant, List<String> above, Instant ends) {}

    public Past(Revealer revealer) {
        this.revealer = revealer;
    }

    /// @throws MalformedRecord when the record is not what a gateway writes
    public void see(TrailRecord record) throws MalformedRecord {
        switch (record.kind()) {
            case SESSION_OPENED -> opened(record);
            case SESSION_CLOSED -> sessions.remove(record.session());
            case TASK_OPENED -> task(record);
            case REFUSED,
                    LEASE_ISSUED,
                    DECIDED,
                    PERFORMED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> {}
        }
    }

    private void opened(TrailRecord record) throws MalformedRecord {
        Fields fields = new Fields(record.json(), record.seq());
        Optional<JsonNode> secrets = secrets(record);
        String own = record.text("grant");
        Optional<Delegation> delegation = own.isEmpty() ? Optional.of(Delegation.NONE) : way(record.text("tree"), own);
        sessions.put(
                record.session(),
                new RecalledSession(
                        new SessionRecall(fields, secrets).session(delegation.orElse(Delegation.NONE)),
                        secrets.isPresent(),
                        delegation.isPresent()));
    }

    private Optional<Delegation> way(String tree, String own) {
        Task task = tasks.get(own);
        if (task == null) return Optional.empty();
        List<Delegation.Grant> grants = new ArrayList<>();
        for (String above : task.above().reversed()) {
            Task each = tasks.get(above);
            if (each == null) return Optional.empty();
            grants.add(each.grant());
        }
        grants.add(task.grant());
        return Optional.of(new Delegation(tree, grants));
    }

    private void task(TrailRecord record) throws MalformedRecord {
        Fields fields = new Fields(record.json(), record.seq());
        Delegation.Grant grant = new SessionRecall(fields, secrets(record)).grant();
        tasks.put(grant.id(), new Task(grant, fields.texts("above"), fields.time("ends")));
    }

    private Optional<JsonNode> secrets(TrailRecord record) {
        return revealer.reveal(record) instanceof Revealed.Opened opened
                ? Optional.of(opened.content())
                : Optional.empty();
    }

    /// A session that is open at this place of the trail; empty when it was opened before the trail
    /// begins.
    public Optional<RecalledSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /// Task trees and grants that outlive a restart of the gateway at a moment.
    public Set<String> living(Instant now) {
        tasks.values().removeIf(task -> task.ends().plus(GRACE).isBefore(now));
        Set<String> living = new LinkedHashSet<>(tasks.keySet());
        return Set.copyOf(living);
    }

    /// All sessions are over: the gateway died, or starts anew.
    public void restart() {
        sessions.clear();
    }

    /// What was said or heard, in this record.
    ///
    /// @param record of the kind `context-added` or `context-heard`
    /// @return empty when it is sealed with a key that is not here
    /// @throws MalformedRecord as [#see] does
    public Optional<List<Turn>> turns(TrailRecord record) throws MalformedRecord {
        Optional<JsonNode> secrets = secrets(record);
        return secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(new ContextRecall(new Fields(record.json(), record.seq()), secrets.get()).turns());
    }

    /// @param record of the kind `decided`
    /// @throws MalformedRecord as [#see] does
    public RecalledDecision decision(TrailRecord record) throws MalformedRecord {
        Fields fields = new Fields(record.json(), record.seq());
        Optional<JsonNode> secrets = secrets(record);
        ActionRecall recall = new ActionRecall(fields, secrets);
        return new RecalledDecision(
                record,
                recall.action(),
                recall.counted(),
                approval(fields),
                (int) fields.in(record.json().path("context")).number("turns", 0),
                record.json().path("context").path("textHash").asText(""),
                generations(fields.in(record.json().path("gen"))),
                !record.json().has("sealed") || secrets.isPresent());
    }

    private static Approval approval(Fields fields) throws MalformedRecord {
        if (!fields.json().has("approval")) return Approval.None.NONE;
        Fields approval = fields.in(fields.json().path("approval"));
        return new Approval.Given(approval.text("hold"), approval.text("by"), approval.text("fingerprint"));
    }

    private static Generations generations(Fields gen) throws MalformedRecord {
        return new Generations(gen.text("config"), gen.number("catalog"), gen.text("model"), gen.number("counters", 0));
    }
}
