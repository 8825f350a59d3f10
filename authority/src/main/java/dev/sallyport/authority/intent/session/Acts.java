package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An action as a call of a tool: every target's actions look alike to the engine.
final class Acts {

    /// Statements of a language that the engine reads itself are known by this name.
    private static final String SQL = "sql";

    private Acts() {}

    /// Whether anybody could have asked for it: looking at structure, keeping a session in order and asking a model are
    /// not done for their own sake. In loops, as it is asked of every action.
    static boolean isAsked(Action action) {
        for (Operation each : action.operations()) if (each.isProposal()) return true;
        if (action.phase() != Action.Phase.PERFORM) return false;
        for (Operation each : action.operations()) if (isAsked(each)) return true;
        return false;
    }

    /// Whether it is something that a model could have proposed, on the wire of a target. What a person
    /// chooses (prompts) and what a provider does by itself is not.
    static boolean isDone(Action action) {
        return action.phase() == Action.Phase.PERFORM
                && action.operations().stream().anyMatch(Acts::isAsked)
                && action.operations().stream().noneMatch(Acts::isNotOnAWire);
    }

    private static boolean isNotOnAWire(Operation operation) {
        return switch (operation.resource().kind()) {
            case Resource.PROPOSAL, "model", "provider-tool", "prompt", "reply" -> true;
            default -> false;
        };
    }

    private static boolean isAsked(Operation operation) {
        return operation.verb() != Verb.DISCOVER
                && !operation.concernsSessionOnly()
                && !operation.resource().kind().equals("model");
    }

    static Call call(Action action) {
        Operation first = action.operations().getFirst();
        List<Argument> arguments = new ArrayList<>();
        for (Action.Argument each : action.arguments()) arguments.add(new Argument(each.name(), each.value()));
        return switch (first.resource().kind()) {
            case Resource.PROPOSAL, "tool", "prompt", "provider-tool" ->
                new Call(first.resource().name(), first.note(), arguments);
            case "resource" -> new Call(name(first), action.statement(), arguments);
            default -> {
                arguments.addFirst(new Argument(SQL, action.statement()));
                yield new Call(SQL, "", arguments);
            }
        };
    }

    /// `update_customers`
    private static String name(Operation operation) {
        return operation.verb().name().toLowerCase(Locale.ROOT) + "_"
                + operation.resource().name().replace('/', '_');
    }
}
