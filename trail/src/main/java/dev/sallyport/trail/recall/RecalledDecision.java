package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.trail.read.TrailRecord;
import java.util.List;

/// One `decided` record: what was asked, and under which generations it was decided.
///
/// @param action its literals stand there only when they are `open`; else keys have as many values as
///     they had, and notes are empty
/// @param counted for each operation the names under which its keys are counted; possibly empty
/// @param turns of the prompt context
/// @param context SHA-256 of the prompt context, in hex; empty when it had no turns
/// @param open false when literals are sealed with a key that is not here
public record RecalledDecision(
        TrailRecord record,
        Action action,
        List<List<String>> counted,
        Approval approval,
        int turns,
        String context,
        Generations generations,
        boolean open) {

    public RecalledDecision {
        counted = List.copyOf(counted);
    }

    public String verdict() {
        return record.text("verdict");
    }

    public String rule() {
        return record.text("rule");
    }

    /// What it reserved.
    public Reservation reservation() {
        return new Reservation(record.charges());
    }

    /// True for what the gateway decided without asking the doors: the trail is full, the session over,
    /// nobody approved.
    public boolean isOperational() {
        return hasSignal("operational") || rule().equals("gateway.evaluation");
    }

    /// True where the intent engine was asked, or it was compared with what models proposed.
    public boolean wasJudged() {
        return hasSignal("intent") || hasSignal("proposed");
    }

    /// What the intent engine said, and a judge with it; missing where it was not asked.
    public JsonNode judged() {
        return signal("intent");
    }

    private boolean hasSignal(String kind) {
        return !signal(kind).isMissingNode();
    }

    private JsonNode signal(String kind) {
        for (JsonNode signal : record.json().path("evidence")) {
            if (signal.path("signal").asText("").equals(kind)) return signal;
        }
        return MissingNode.getInstance();
    }

    /// The keys of one operation under their names; possibly empty.
    public List<String> names(int operation) {
        return operation < counted.size() ? counted.get(operation) : List.of();
    }
}
