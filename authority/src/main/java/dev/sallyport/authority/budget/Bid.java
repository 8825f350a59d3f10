package dev.sallyport.authority.budget;

import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.authority.rules.AtMost;
import java.util.List;

/// One way in which an operation could be allowed: a line, its limits and what it would cost there.
///
/// @param path of the line, or of the contract's `otherwise`
/// @param held true when a human must release it
/// @param allows the evidence that goes with the permit
/// @param masks what must not be shown as it is
public record Bid(String path, AtMost atMost, Cost cost, boolean held, Signal.Contract allows, List<Mask> masks) {

    /// The same, for what follows from another operation that a human is asked about where one has to be.
    public Bid withoutHuman() {
        return new Bid(path, atMost, cost, false, allows, List.of());
    }
}
