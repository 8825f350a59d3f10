package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Stop;
import java.util.List;

/// Whether a statement does what was asked.
///
/// @param score   from 0 to 1; what is above 0.5 is not what was asked, by the forest alone
/// @param stops   what decides alone; empty when nothing does
/// @param because what speaks against the statement most, the strongest first, at most three
public record SqlJudgement(double score, List<Stop> stops, List<Feature> because) {

    private static final double LIMIT = 0.5;

    /// Whether the statement is to be refused.
    public boolean against() {
        return !stops.isEmpty() || score > LIMIT;
    }
}
