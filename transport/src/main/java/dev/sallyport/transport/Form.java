package dev.sallyport.transport;

/// What a ticket means to the order of a conversation. The words are PostgreSQL's pipeline rules, said once for all
/// protocols that pipeline; a protocol without batches uses WHOLE alone.
public enum Form {
    /// Part of a batch: when it fails, the target skips everything up to the next BOUNDARY.
    PART,
    /// Stands alone: its failure touches nothing after it.
    WHOLE,
    /// Ends a batch and is always answered.
    BOUNDARY,
    /// Asks the target to answer now; has no answer of its own.
    NUDGE
}
