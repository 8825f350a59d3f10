package dev.sallyport.trail.line;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.util.List;

/// What the agent asked for. Literals of a sensitive action are sealed (R21): statement, argument values, key values
/// and notes; its fingerprint, verbs, resources and the number of keys stay in the clear.
final class ActionEncoder {

    private final SealedField sealed;

    ActionEncoder(SealedField sealed) {
        this.sealed = sealed;
    }

    /// @param counted for each operation the names under which its keys are counted; possibly empty
    void encode(Action action, List<List<String>> counted, String requestId, Json json) {
        boolean sensitive = action.sensitive();
        json.text(Names.PHASE, action.phase().name()).text(Names.FINGERPRINT, action.fingerprint());
        operations(action.operations(), counted, sensitive, json);
        if (sensitive) sealed.encode(requestId, json, plain -> secrets(action, plain));
        else literals(action, json);
    }

    private static void literals(Action action, Json json) {
        json.text(Names.STATEMENT, action.statement());
        List<Action.Argument> arguments = action.arguments();
        json.name(Names.ARGS).open('[');
        for (int i = 0; i < arguments.size(); i++) {
            Action.Argument argument = arguments.get(i);
            json.open('{')
                    .text(Names.NAME, argument.name())
                    .text(Names.VALUE, argument.value())
                    .close('}');
        }
        json.close(']');
    }

    private static void secrets(Action action, Json plain) {
        literals(action, plain);
        plain.name(Names.KEYS).open('[');
        for (Operation operation : action.operations()) {
            plain.open('[');
            if (operation.scope() instanceof Scope.Keyed keyed) keys(keyed, false, plain);
            plain.close(']');
        }
        plain.close(']').name(Names.NOTES).open('[');
        for (Operation operation : action.operations()) plain.string(operation.note());
        plain.close(']');
    }

    private static void operations(
            List<Operation> operations, List<List<String>> counted, boolean sensitive, Json json) {
        json.name(Names.OPS).open('[');
        for (int i = 0; i < operations.size(); i++) {
            List<String> names = i < counted.size() ? counted.get(i) : List.of();
            operation(operations.get(i), names, sensitive, json);
        }
        json.close(']');
    }

    private static void operation(Operation operation, List<String> counted, boolean sensitive, Json json) {
        json.open('{')
                .text(Names.VERB, operation.verb().name())
                .text(Names.ON, operation.resource().path())
                .text(Names.TYPE, operation.resource().kind());
        SessionEncoder.strings(Names.FIELDS, operation.resource().fields(), json);
        scope(operation.scope(), sensitive, json);
        if (!counted.isEmpty()) SessionEncoder.strings(Names.COUNTED, counted, json);
        if (!operation.labels().isEmpty()) labels(operation, json);
        if (!sensitive && !operation.note().isEmpty()) json.text(Names.NOTE, operation.note());
        json.close('}');
    }

    private static void labels(Operation operation, Json json) {
        json.name(Names.LABELS).open('[');
        operation.labels().stream().sorted().map(Label::name).forEach(json::string);
        json.close(']');
    }

    private static void scope(Scope scope, boolean sensitive, Json json) {
        switch (scope) {
            case Scope.Keyed keyed -> {
                json.name(Names.KEYED).open('[');
                keys(keyed, sensitive, json);
                json.close(']').bool(Names.UNIQUE, keyed.unique());
                if (keyed.found() >= 0) json.number(Names.FOUND, keyed.found());
            }
            case Scope.AtMost most -> {
                json.number(Names.AT_MOST, most.records());
                if (most.firm()) json.bool(Names.FIRM, true);
            }
            case Scope.Unbounded unbounded -> json.number(Names.UNBOUNDED, unbounded.estimate());
        }
    }

    private static void keys(Scope.Keyed keyed, boolean sensitive, Json json) {
        List<Scope.Key> keys = keyed.keys();
        for (int i = 0; i < keys.size(); i++) {
            Scope.Key key = keys.get(i);
            json.open('{').text(Names.FIELD, key.field());
            if (key.through() > 0) json.number(Names.THROUGH, key.through());
            else if (sensitive) json.number(Names.COUNT, key.values().size());
            else SessionEncoder.strings(Names.VALUES, key.values(), json);
            json.close('}');
        }
    }
}
