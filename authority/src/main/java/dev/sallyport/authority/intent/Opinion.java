package dev.sallyport.authority.intent;

import java.util.List;

/// What one reader thinks of a proposal, on the scale that all readers share: .5 is where a proposal begins to
/// be stopped.
///
/// @param rule the hard rule that decided, or the reader's name
/// @param certain true when a hard rule decided
/// @param why the evidence against the proposal, the strongest first
public record Opinion(double score, String rule, boolean certain, List<String> why) {

    private static final double MIDDLE = 0.5;

    public Opinion {
        why = List.copyOf(why);
    }

    public static Opinion of(Stop stop) {
        return new Opinion(1, stop.rule(), true, List.of(stop.words()));
    }

    /// @param threshold of the reader's own scale; becomes .5
    public static Opinion of(String reader, double score, double threshold, List<String> why) {
        double shared = score <= threshold
                ? MIDDLE * score / threshold
                : MIDDLE + MIDDLE * (score - threshold) / (1 - threshold);
        return new Opinion(shared, reader, false, why);
    }
}
