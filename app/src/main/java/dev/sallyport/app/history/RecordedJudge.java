package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.authority.intent.session.Advice;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.trail.recall.RecalledDecision;

/// Says again what a judge said, as the record of the decision has it: nobody is asked anew (R24). One thread.
final class RecordedJudge implements Judge {

    private JsonNode signal = MissingNode.getInstance();
    private boolean missed;

    /// From now on it is about this decision.
    void turnTo(RecalledDecision decision) {
        signal = decision.judged();
        missed = false;
    }

    /// Whether it was asked what the record does not say.
    boolean missed() {
        return missed;
    }

    @Override
    public Advice advise(Doubt doubt) {
        String said = signal.path("said").asText("");
        return switch (signal.path("judge").asText("")) {
            case "consistent" -> new Advice.Consistent(said);
            case "inconsistent" -> new Advice.Inconsistent(said);
            case "unsure" -> new Advice.Unsure(said);
            case "unavailable" -> new Advice.Unavailable(said);
            case String _ -> {
                missed = true;
                yield new Advice.Unavailable("the record holds no answer of the judge");
            }
        };
    }
}
