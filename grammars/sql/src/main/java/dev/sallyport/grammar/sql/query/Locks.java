package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Set;

/// LOCK TABLE.
record Locks(Reader reader) {

    Effect read(Node statement) {
        for (Node relation : statement.list("relations")) {
            reader.from().occurrence(FromClause.name(relation)).ifPresent(this::lock);
        }
        return new Effect.Other(statement.type());
    }

    private void lock(Occurrence place) {
        reader.findings()
                .change(
                        place,
                        new Draft(
                                Verb.EXECUTE,
                                Draft.resource(reader.view(), place.relation(), List.of()),
                                place.extent(),
                                Set.of(Label.LOCKS),
                                ""));
    }
}
