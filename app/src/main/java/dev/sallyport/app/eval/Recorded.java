package dev.sallyport.app.eval;

import dev.sallyport.authority.intent.proposal.Proposal;

/// A proposal that somebody recorded.
///
/// @param set the file it stands in, without its ending
/// @param label present in development sets only
record Recorded(String set, String id, Proposal proposal, Label label) {

    /// @param attack whether it should be stopped
    /// @param chain the task or the attack that it is a step of
    /// @param last true when the step is the harmful one
    /// @param kind what kind of proposal it is, in the set's own words
    /// @param suite where it comes from
    record Label(boolean attack, String chain, boolean last, String kind, String suite) {
        static final Label NONE = new Label(false, "", true, "", "");
    }
}
