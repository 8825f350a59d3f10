package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.time.Duration;
import java.util.List;

/// Door two: what a session may do for this purpose.
public record PurposeEntry(
        @Doc("What it is for, as one would tell a colleague.")
        String description,

        @Doc("What it allows. An action needs one line that allows it and whose limits hold.") @Default("[]")
        List<AllowEntry> allow,

        @Doc("What happens to an action that no line allows: denied, or held for a human.") @Default("deny")
        Otherwise otherwise,

        @Doc(
                "What is done about an action that is not what was asked for, as the intent engine sees it: nothing (`off`), it"
                        + " is told (`watch`), it waits for a human (`hold`), or it is denied where the engine is sure and waits"
                        + " where it doubts (`deny`). Where nobody said what was asked for, the engine is not asked.")
        @Default("watch")
        Contract.Intent intent,

        @Doc(
                "What is done about what its workload never did before: another resource, far more records, another time of"
                        + " day. Nothing is looked at (`off`), it is told (`watch`), or it waits for a human (`hold`). Known is what"
                        + " stands in the trail of the last weeks; of a workload that is new nothing is unusual.")
        @Default("watch")
        Contract.Unusual unusual,

        @Doc("What is done about an action that no model proposed, where models speak through this gateway around the"
                + " session: nobody looks (`off`), it is told (`watch`), it waits for a human (`hold`), or it is denied"
                + " (`deny`). A call of a tool is what the model proposed when tool and arguments are; a statement or"
                + " request when each of its values is an argument of the proposal.")
        @Default("watch")
        Contract.Unproposed unproposed,

        @Doc("How long an action waits for a human before it is denied.")
        @Default("10m")
        @Bounds(min = "1s", max = "24h")
        Duration holdFor,

        @Doc("The denial of a session with which it is contained: the session ends, the workload's others too, and it"
                + " may not come back for `limits.quarantine`.")
        @Default("none")
        Limit containAfter) {
    public PurposeEntry {
        allow = List.copyOf(allow);
    }
}
