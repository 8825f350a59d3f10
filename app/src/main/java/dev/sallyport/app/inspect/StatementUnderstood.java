package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.Witness;
import dev.sallyport.app.config.rules.Canonical;
import dev.sallyport.app.wiring.LimitsFrom;
import dev.sallyport.app.wiring.PostgresFrom;
import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.postgres.plan.Countable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of SQL, as its connector would understand it.
record StatementUnderstood(Configuration configuration, TargetEntry entry, Postgres postgres) {

    /// The grammar starts cold here, which a gateway's does once: how fast this machine is must not show in a
    /// verdict.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    Understanding of(String role, Question question) {
        AssumedCatalog catalog = new AssumedCatalog(
                ConfiguredRelations.of(configuration, question.target(), entry), postgres.searchPath());
        Meaning meaning = meaning(catalog, question.statement(), view(catalog, role, question.target()));
        List<Operation> read = meaning.operations(
                question.parameters().stream().map(BoundValue::ofText).toList());
        boolean counted = postgres.witness() == Witness.ON && Countable.isAmong(read, meaning.effects());
        Long given = question.found();
        List<String> notes = notes(catalog);
        if (counted) notes.add(counted(given));
        List<Operation> operations = counted ? found(read, given == null ? 1 : given) : read;
        // nobody approves it, so it needs no fingerprint
        Action action =
                new Action(Phase.PERFORM, operations, arguments(question.parameters()), question.statement(), "");
        return new Understanding(action, notes);
    }

    private View view(AssumedCatalog catalog, String role, String target) {
        return new View(
                catalog,
                target,
                postgres.searchPath(),
                role,
                List.of(),
                Canonical.keys(entry.sensitive()),
                PostgresFrom.limits(entry, postgres).ceilings());
    }

    private Meaning meaning(AssumedCatalog catalog, String statement, View view) {
        PortableEngine engine = new PortableEngine(LimitsFrom.engine(configuration));
        try (SqlGrammar grammar = new SqlGrammar(new OverhearingEngine(engine, catalog), limits())) {
            return grammar.learn(statement, view).join();
        }
    }

    private GrammarLimits limits() {
        GrammarLimits limits = LimitsFrom.grammar(configuration);
        return new GrammarLimits(
                Math.toIntExact(entry.maxStatement().bytes()),
                limits.nesting(),
                PATIENCE,
                limits.readers(),
                limits.waiting(),
                limits.stackMegabytes(),
                limits.syntaxCharacters(),
                limits.meaningCharacters());
    }

    private static List<Operation> found(List<Operation> operations, long records) {
        return operations.stream()
                .map(operation -> Countable.is(operation, operations) ? Countable.found(operation, records) : operation)
                .toList();
    }

    private static String counted(@Nullable Long found) {
        return "the gateway asks the target how many records have those keys before it decides, "
                + (found == null ? "one is taken here, give --found N" : found + " are taken here");
    }

    private static List<Argument> arguments(List<String> parameters) {
        List<Argument> arguments = new ArrayList<>();
        parameters.forEach(value -> arguments.add(new Argument("$" + (arguments.size() + 1), value)));
        return arguments;
    }

    private static List<String> notes(AssumedCatalog catalog) {
        List<String> notes = new ArrayList<>();
        notes.add("the target was not asked: relations and columns are those that the configuration and the statement"
                + " name, `id` and keys of lines are assumed to be unique, all columns to be text");
        if (!catalog.adopted().isEmpty()) {
            notes.add("not in the configuration, assumed to be tables: " + String.join(", ", catalog.adopted()));
        }
        if (catalog.star()) {
            notes.add("`*` stands for the columns that the configuration or the statement names, at the target it is"
                    + " all of them");
        }
        return notes;
    }
}
