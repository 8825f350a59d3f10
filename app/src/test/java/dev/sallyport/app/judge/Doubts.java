package dev.sallyport.app.judge;

import dev.sallyport.authority.intent.Judgement;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.proposal.Turn;
import dev.sallyport.authority.intent.session.Judge.Doubt;
import java.util.List;

/// Something to be judged.
final class Doubts {

    private Doubts() {}

    static Doubt about(String value, Turn... history) {
        return new Doubt(
                new Proposal(
                        "Read ticket 7",
                        "You work for ACME",
                        List.of(history),
                        new Call("read_ticket", "reads a ticket", List.of(new Call.Argument("id", value)))),
                new Judgement(Judgement.Course.STEP_UP, 0.55, "calls", List.of("nobody named the ticket")),
                false);
    }
}
