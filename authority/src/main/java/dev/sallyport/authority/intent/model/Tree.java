package dev.sallyport.authority.intent.model;

import java.util.Map;

/// Questions about one feature each, and an answer at the end of each way.
sealed interface Tree {

    /// @param yes where a value above the threshold leads
    record Ask(String feature, double above, Tree no, Tree yes) implements Tree {}

    /// @param score added to the log-odds
    record Answer(double score) implements Tree {}

    /// @param features what is not there is 0
    default Answer follow(Map<String, Double> features) {
        Tree at = this;
        while (at instanceof Ask(String feature, double above, Tree no, Tree yes)) {
            at = features.getOrDefault(feature, 0.0) > above ? yes : no;
        }
        return (Answer) at;
    }
}
