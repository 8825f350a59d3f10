package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.app.cli.work.Explain.Effect;
import java.util.List;
import java.util.stream.Collectors;

/// Operations and decisions as an operator reads them.
final class Wording {

    /// A decision in the words of the answer.
    record Word(String verdict, String rule, String reason) {}

    private Wording() {}

    static Effect effect(Operation operation) {
        return new Effect(
                operation.verb().name(),
                operation.resource().path(),
                String.join(", ", operation.resource().fields()),
                operation.concernsSessionOnly() ? "the session alone" : scope(operation.scope()),
                operation.labels().stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case Scope.Keyed keyed -> keyed.keys().stream().map(Wording::key).collect(Collectors.joining(" and "));
            case Scope.AtMost most -> "at most " + most.records();
            case Scope.Unbounded _ -> "every record";
        };
    }

    private static String key(Scope.Key key) {
        if (key.through() > 0)
            return key.field() + " from at most " + key.through()
                    + (key.through() == 1 ? " other record" : " other records");
        return key.values().size() == 1
                ? key.field() + " = " + key.values().getFirst()
                : key.field() + " in (" + String.join(", ", key.values()) + ")";
    }

    static Word word(Decision decision) {
        return switch (decision) {
            case Permit permit -> new Word("permit", permit.rule(), permitted(permit));
            case Hold hold -> new Word("hold", hold.rule(), hold.reason());
            case Deny deny -> new Word("deny", deny.rule(), deny.reason());
            case Contain contain -> new Word("contain", contain.rule(), contain.reason());
        };
    }

    private static String permitted(Permit permit) {
        return suspended(permit.evidence()) + "it may" + limit(permit.limits());
    }

    private static String limit(Limits limits) {
        if (!limits.bounded()) {
            return "";
        }
        return ", up to " + limits.records() + (limits.records() == 1 ? " record" : " records") + " in the answer";
    }

    /// In observe mode door two only says what it would have done.
    private static String suspended(List<Signal> evidence) {
        return evidence.stream()
                .filter(Signal.Suspended.class::isInstance)
                .map(signal -> (Signal.Suspended) signal)
                .map(signal -> "only observed, otherwise stopped by " + signal.rule() + ", " + signal.reason() + "; ")
                .findFirst()
                .orElse("");
    }

    static List<Signal> evidence(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.evidence();
            case Hold hold -> hold.evidence();
            case Deny deny -> deny.evidence();
            case Contain contain -> contain.evidence();
        };
    }
}
