package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.trail.recall.RecalledDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was found unusual when a decision was made stands in its record: it was an input of it (R24). Knows one
/// decision at a time; one thread.
final class RecordedBehaviour implements Behaviour {

    private Optional<Signal.Unusual> known = Optional.empty();

    void know(RecalledDecision decision) {
        known = Optional.empty();
        for (JsonNode signal : decision.record().json().path("evidence")) {
            if (signal.path("signal").asText("").equals("unusual")) known = Optional.of(unusual(signal));
        }
    }

    private static Signal.Unusual unusual(JsonNode signal) {
        List<String> what = new ArrayList<>();
        signal.path("why").forEach(each -> what.add(each.asText("")));
        return new Signal.Unusual(what);
    }

    @Override
    public Optional<Signal.Unusual> unusual(Action action, State state) {
        return known;
    }

    @Override
    public void performed(Action action, Outcome outcome, State state) {}
}
