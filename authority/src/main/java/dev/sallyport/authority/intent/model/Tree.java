package dev.sallyport.authority.intent.model;

/// Questions about one feature each, and an answer at the end of each way.
sealed interface Tree {

    /// @param yes where a value above the threshold leads
    record Ask(String feature, double above, Tree no, Tree yes) implements Tree {}

    /// @param score added to the log-odds
    record Answer(double score) implements Tree {}
}
