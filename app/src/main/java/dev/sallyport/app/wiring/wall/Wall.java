package dev.sallyport.app.wiring.wall;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Protocol;
import java.util.List;
import java.util.Optional;

/// All that one role of one target may do at most.
///
/// @param path of the role in the configuration
public record Wall(String path, List<Grant> grants) {

    public Wall {
        grants = List.copyOf(grants);
    }

    /// @throws IllegalArgumentException when a line cannot be read; the check has told it before
    public static Wall of(String target, Protocol protocol, String role, List<String> lines) {
        return new Wall(
                "targets." + target + ".roles." + role,
                lines.stream().map(line -> grant(protocol, line)).toList());
    }

    /// @throws IllegalArgumentException with what is wrong: lower case, no full stop, without the path
    public static Grant grant(Protocol protocol, String line) {
        return switch (protocol) {
            case Http _ -> Grant.Request.parse(line);
            case Llm _, Mcp _ -> Grant.Named.parse(line);
            case Postgres _ -> throw new IllegalArgumentException("is granted at the database itself");
        };
    }

    /// The first operation that no line of the role covers. What was not understood, what only looks at structure, and
    /// what belongs to the conversation alone is left to the doors.
    public Optional<Operation> uncovered(Action action) {
        for (Operation operation : action.operations()) {
            if (concerns(operation) && !covers(action, operation)) return Optional.of(operation);
        }
        return Optional.empty();
    }

    private boolean covers(Action action, Operation operation) {
        for (Grant grant : grants) {
            if (grant.covers(action, operation)) return true;
        }
        return false;
    }

    private static boolean concerns(Operation operation) {
        boolean toTheDoors = operation.verb() == Verb.UNKNOWN || operation.verb() == Verb.DISCOVER;
        return !toTheDoors && !operation.concernsSessionOnly() && !operation.isProposal();
    }
}
