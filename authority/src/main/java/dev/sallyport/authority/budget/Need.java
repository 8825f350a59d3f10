package dev.sallyport.authority.budget;

import java.util.List;

/// One operation that wants something from the budgets, with the lines that could allow it, best first.
///
/// @param ceiling the target's limit over all workloads; `Long.MAX_VALUE` for none
/// @param ceilingPath where that limit stands in the configuration
/// @param countsSession false when no line of the contract limits it per session
/// @param countsHour false when no line of any contract limits it per hour
/// @param countsTarget false when the target has no ceiling
/// @param spread rows of the answer may be more than its records
public record Need(
        Subject subject,
        List<Bid> bids,
        long ceiling,
        String ceilingPath,
        boolean countsSession,
        boolean countsHour,
        boolean countsTarget,
        boolean spread) {
    public Need {
        bids = List.copyOf(bids);
    }

    /// The same without the ceiling's limit: it is counted, not stopped.
    public Need observed() {
        return new Need(subject, bids, Long.MAX_VALUE, ceilingPath, countsSession, countsHour, countsTarget, spread);
    }
}
