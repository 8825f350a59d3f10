package dev.sallyport.api.decision;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import java.time.Instant;

/// What a decision may look at besides the action. Counters live in the authority and are keyed by session and
/// workload.
///
/// @param now the gateway's clock at the moment of the proposal
/// @param approval [Approval.None] unless a human released exactly this action
public record State(Session session, PromptContext context, Instant now, Approval approval) {}
