package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.Counted;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.postgres.wire.Names.Found;
import dev.sallyport.postgres.wire.Names.Lookup;
import dev.sallyport.postgres.wire.Names.Missing;
import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.postgres.wire.Names.Prepared;
import dev.sallyport.postgres.wire.Names.Uncertain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a text does in this session: SQL's EXECUTE does what was prepared under the name, FETCH reads what its cursor
/// was declared for.
final class Meant {

    private final Names names;

    Meant(Names names) {
        this.names = names;
    }

    /// @return empty when a name it uses depends on answers that are still due
    Optional<List<Operation>> operations(Understood text, List<BoundValue> values) {
        Meaning meaning = text.meaning();
        if (meaning == null) return Optional.of(text.prepared());
        if (uncertain(text)) return Optional.empty();
        List<Operation> operations =
                new ArrayList<>(text.background().beside(meaning.operations(values, this::prepared)));
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Fetch fetch) operations.addAll(fetched(text, fetch));
            else if (effect instanceof Effect.Execute call) operations.addAll(behind(call.name()));
        }
        return Optional.of(operations);
    }

    private boolean uncertain(Understood text) {
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Execute call && names.statement(call.name()) instanceof Uncertain) return true;
            if (effect instanceof Effect.Fetch fetch && names.portal(fetch.cursor()) instanceof Uncertain) return true;
        }
        return false;
    }

    private Optional<Meaning> prepared(String name) {
        return switch (names.statement(name)) {
            case Found<Prepared> found ->
                Optional.ofNullable(found.value().text().meaning());
            case Missing<Prepared> m -> Optional.empty();
            case Uncertain<Prepared> u -> Optional.empty();
        };
    }

    private List<Operation> behind(String statement) {
        return names.statement(statement) instanceof Found<Prepared>(Prepared found)
                ? found.text().background().operations()
                : List.of();
    }

    private List<Operation> fetched(Understood text, Effect.Fetch fetch) {
        List<Operation> operations = fetched(text, fetch.cursor());
        return fetch.move() ? Counted.passed(operations, fetch.records()) : operations;
    }

    private List<Operation> fetched(Understood text, String cursor) {
        Portal portal = cursor(cursor);
        Meaning meaning = portal == null ? null : portal.statement().text().meaning();
        if (portal == null || meaning == null)
            return List.of(Understood.unknown(text.target(), "cursor", "cursor `" + cursor + "` is not known"));
        List<Operation> operations = portal.statement().text().background().beside(meaning.operations(portal.values()));
        return meaning.catalog() == text.catalog()
                ? operations
                : operations.stream().map(Meant::unmaskable).toList();
    }

    /// A cursor that was declared before the tables changed shows columns under numbers that now may be others'.
    private static Operation unmaskable(Operation operation) {
        Set<Label> labels = new HashSet<>(operation.labels());
        labels.remove(Label.MASKABLE);
        return new Operation(operation.verb(), operation.resource(), operation.scope(), labels, operation.note());
    }

    private @Nullable Portal cursor(String name) {
        Lookup<Portal> portal = names.portal(name);
        return portal instanceof Found<Portal>(Portal found) ? found : names.cursor(name);
    }
}
