package dev.sallyport.api.session;

/// What the session is for. Purpose only narrows: nothing said here can permit what static policy does not.
///
/// @param name a configured purpose, or `default` for the target's strictest contract
/// @param task the free text of the task, possibly empty
/// @param declaredBy who said so (R1)
public record Purpose(String name, String task, Declarer declaredBy) {

    public static final String DEFAULT = "default";

    /// Who may say what a session is for; the access rule's word decides (R1).
    public enum Declarer {
        /// The access rule itself allows exactly one purpose.
        RULE,
        /// A claim of the attestation.
        CLAIM,
        /// A signed statement of an orchestrator.
        ORCHESTRATOR,
        /// The agent itself, unproved.
        AGENT
    }
}
