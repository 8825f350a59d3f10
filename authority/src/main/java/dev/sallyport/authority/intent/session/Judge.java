package dev.sallyport.authority.intent.session;

import dev.sallyport.authority.intent.Judgement;
import dev.sallyport.authority.intent.proposal.Proposal;

/// Somebody who is asked where the engine doubts, such as a language model. What it says can raise a
/// doubt or lay one to rest and nothing else, so it need not be trusted.
@FunctionalInterface
public interface Judge {

    /// Nobody: what is unavailable follows the rules.
    Judge NONE = _ -> new Advice.Unavailable("there is nobody to ask");

    /// Off the loop; may block as long as the rules' patience lasts. Called by many threads at once.
    ///
    /// @throws InterruptedException when nobody waits for the answer any more
    Advice advise(Doubt doubt) throws InterruptedException;

    /// What it is asked about.
    ///
    /// @param signed whether somebody other than the agent vouches for what was asked for (R2)
    record Doubt(Proposal proposal, Judgement judgement, boolean signed) {}
}
