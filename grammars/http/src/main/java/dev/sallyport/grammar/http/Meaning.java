package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a request means.
///
/// @param operations at least one; one alone of verb UNKNOWN, with the reason as its note, for what was
///     not understood
/// @param arguments every leaf: `path.id`, `query.limit`, `body.items[0].id`
/// @param statement method, path and query, and the body where it is text; capped
/// @param fingerprint SHA-256 over target, method, path and query, content type and body
/// @param forwardAs path and query as they go to the target; empty when they must not go there,
///     whatever is decided
/// @param aliases other names under which the answer shows a property, by its own
/// @param embeds whether it asks for records of other resources along with its own
/// @param itsOwn whether its fields choose what is answered, as those of GraphQL do
public record Meaning(
        List<Operation> operations,
        List<Action.Argument> arguments,
        String statement,
        String fingerprint,
        String forwardAs,
        Map<String, Set<String>> aliases,
        boolean embeds,
        boolean itsOwn) {

    public Meaning {
        operations = List.copyOf(operations);
        arguments = List.copyOf(arguments);
        aliases = Map.copyOf(aliases);
    }

    public Action toAction() {
        return new Action(Action.Phase.PERFORM, operations, arguments, statement, fingerprint);
    }

    public boolean isUnderstood() {
        return operations.stream().noneMatch(operation -> operation.verb() == Verb.UNKNOWN);
    }

    /// Values are not for every log.
    @Override
    public String toString() {
        return operations.toString();
    }
}
