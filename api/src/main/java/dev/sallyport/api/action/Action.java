package dev.sallyport.api.action;

import dev.sallyport.api.target.Verb;
import java.util.List;

/// What the agent asks for in one breath: judged whole, forwarded whole, or not at all.
///
/// @param operations every effect it could have; empty means that it was not understood and is treated as UNKNOWN
/// @param arguments bound parameters, by position or name
/// @param statement the original text, capped by the connector
/// @param fingerprint identifies the statement and its arguments exactly: an approval is bound to it (R19)
public record Action(
        Phase phase, List<Operation> operations, List<Argument> arguments, String statement, String fingerprint) {

    public Action {
        operations = List.copyOf(operations);
        arguments = List.copyOf(arguments);
    }

    public enum Phase {
        /// Names verbs and relations but does not run yet. It reveals structure, so it needs a permit too.
        PREPARE,
        PERFORM
    }

    /// @param value text form; never shown in an error
    public record Argument(String name, String value) {}

    /// True when it could leave the target other than it was: then its record is fsynced before its effect.
    public boolean changes() {
        if (phase != Phase.PERFORM) return false;
        for (Operation operation : operations) {
            if (operation.changes()) return true;
        }
        return operations.isEmpty();
    }

    /// True for tool calls that a model proposed, whatever becomes of them.
    public boolean proposes() {
        for (Operation operation : operations) {
            if (operation.isProposal()) return true;
        }
        return false;
    }

    /// True when a literal or argument may be a value of a sensitive column, or nobody can tell: the trail seals it
    /// (R21).
    public boolean sensitive() {
        for (Operation operation : operations) {
            if (operation.verb() == Verb.UNKNOWN || operation.labels().contains(Label.SENSITIVE)) return true;
        }
        return operations.isEmpty();
    }
}
