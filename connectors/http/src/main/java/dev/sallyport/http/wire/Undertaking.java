package dev.sallyport.http.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.grammar.http.Meaning;
import dev.sallyport.transport.http.Lists;
import dev.sallyport.transport.http.Undertaken;
import java.util.List;

/// What a request was permitted to do, as its answer is counted against it.
///
/// @param one a document that is no list is one record: the one that was asked for by its own key (what belongs to one,
///     as `/customers/7/tickets`, is a list, however it is wrapped), or written
/// @param done records that it writes or calls, which are used up whatever the answer shows; 0 when it only reads
/// @param lists how those of the answer belong together
record Undertaking(boolean one, long done, Lists lists) {

    static Undertaking of(Meaning meaning, Permit permit) {
        List<Operation> operations = meaning.operations();
        long done = Math.min(Undertaken.records(operations), permit.limits().records());
        return new Undertaking(operations.stream().allMatch(Undertaking::isOne), done, lists(meaning));
    }

    private static Lists lists(Meaning meaning) {
        if (meaning.itsOwn()) return Lists.OF_EACH_FIELD;
        return meaning.embeds() ? Lists.ALL : Lists.LONGEST;
    }

    private static boolean isOne(Operation operation) {
        return switch (operation.verb()) {
            case CREATE, UPDATE, DELETE -> writesOne(operation.scope());
            case DISCOVER, READ, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN ->
                operation.scope() instanceof Scope.Keyed keyed && keyed.unique();
        };
    }

    private static boolean writesOne(Scope scope) {
        return switch (scope) {
            case Scope.Keyed _ -> true;
            case Scope.AtMost(long records, boolean _) -> records <= 1;
            case Scope.Unbounded _ -> false;
        };
    }
}
