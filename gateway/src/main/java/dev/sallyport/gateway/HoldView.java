package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// A held action as an approver sees it. Every text that an agent or a platform wrote is escaped (R19).
///
/// @param session and `action`: as they are, not escaped: whoever shows them escapes
/// @param workload auth method and subject
/// @param operations one per effect, such as `UPDATE crm/tickets(status) keyed by id = 7`
/// @param arguments as `name = value`
/// @param expiresAt when the hold becomes a denial
/// @param fingerprint of everything that the approval would be bound to, 64 hex digits
public record HoldView(
        String id,
        String requestId,
        Session session,
        Action action,
        String sessionId,
        String workload,
        String target,
        String role,
        String purpose,
        String task,
        String rule,
        String reason,
        String statement,
        List<String> operations,
        List<String> arguments,
        Instant heldAt,
        Instant expiresAt,
        String fingerprint) {
    public HoldView {
        operations = List.copyOf(operations);
        arguments = List.copyOf(arguments);
    }

    static HoldView of(String id, Proposal proposal, Session session, Hold hold, Instant now, String fingerprint) {
        Action action = proposal.action();
        return new HoldView(
                id,
                proposal.requestId(),
                session,
                action,
                session.id(),
                Visible.escape(session.workload().toString()),
                session.target(),
                session.access().role(),
                Visible.escape(session.purpose().name()),
                Visible.escape(session.purpose().task()),
                hold.rule(),
                Visible.escape(hold.reason()),
                Visible.escape(action.statement()),
                action.operations().stream().map(HoldView::show).toList(),
                action.arguments().stream().map(HoldView::show).toList(),
                now,
                now.plus(hold.patience()),
                fingerprint);
    }

    private static String show(Argument argument) {
        return Visible.escape(argument.name() + " = " + argument.value());
    }

    private static String show(Operation operation) {
        List<String> fields = operation.resource().fields();
        String columns = fields.isEmpty() ? "" : fields.stream().sorted().collect(Collectors.joining(", ", "(", ")"));
        String resource = operation.resource() + columns;
        return Visible.escape(operation.verb() + " " + resource + " " + show(operation.scope()));
    }

    private static String show(Scope.Key key) {
        return key.field() + " = " + (key.through() > 0 ? "what other records say" : String.join(" or ", key.values()));
    }

    private static String show(Scope scope) {
        return switch (scope) {
            case Scope.Keyed keyed ->
                keyed.keys().stream().map(HoldView::show).collect(Collectors.joining(" and ", "keyed by ", ""));
            case Scope.AtMost most -> "at most " + most.records() + (most.records() == 1 ? " record" : " records");
            case Scope.Unbounded every when every.estimate() < 0 -> "every record, nobody knows how many";
            case Scope.Unbounded every -> "every record, about " + every.estimate();
        };
    }
}
