package dev.sallyport.llm.wire;

import dev.sallyport.api.decision.Permit;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.Tally;
import java.util.List;

/// What is answered without asking the provider, even where rules are only observed.
record Unserved(Answer answer) implements Performance {

    @Override
    public void permitted(Permit permit, Outflow out) {
        out.instead(answer);
    }

    @Override
    public Tally tally() {
        return new Tally(0, 0, List.of(), true);
    }
}
