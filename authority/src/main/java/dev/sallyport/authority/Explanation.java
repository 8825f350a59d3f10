package dev.sallyport.authority;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Decision;
import java.util.List;

/// Why an action would be decided the way it would, without doing it.
///
/// @param decision the whole action's; a permit's reservation was not kept
/// @param door which one spoke last: 1 or 2
public record Explanation(Decision decision, int door, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }

    /// One operation.
    ///
    /// @param line the line that covers it, or the rule that it misses by the least
    /// @param covered true when a line covers it; its limits may still be exceeded
    /// @param detail in words
    public record Step(Operation operation, String line, boolean covered, String detail) {}
}
