package dev.sallyport.authority.intent.proposal;

import java.util.List;

/// A proposed action with everything that a judgement may look at.
///
/// @param request what the agent was asked to do
/// @param system instructions of whoever runs the agent, perhaps with a schema; possibly empty
/// @param history what came before, oldest first
public record Proposal(String request, String system, List<Turn> history, Call call) {
    public Proposal {
        history = List.copyOf(history);
    }
}
