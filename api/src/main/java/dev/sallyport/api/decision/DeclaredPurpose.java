package dev.sallyport.api.decision;

import dev.sallyport.api.session.Purpose.Declarer;

/// What someone says that the agent comes for. Name and task may be empty. Whether it counts is the access rule's word
/// (R1).
///
/// @param by the agent itself, or an orchestrator whose signature was checked
public record DeclaredPurpose(String name, String task, Declarer by) {

    public static final DeclaredPurpose NONE = new DeclaredPurpose("", "");

    /// The agent says so.
    public DeclaredPurpose(String name, String task) {
        this(name, task, Declarer.AGENT);
    }
}
