package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.rules.Canonical;
import dev.sallyport.app.wiring.LimitsFrom;
import dev.sallyport.app.wiring.PostgresFrom;
import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A statement as the connector would understand it, but against an assumed catalog.
///
/// @param notes what had to be assumed
record Understanding(Action action, List<String> notes) {

    /// The grammar starts cold here, which a gateway's does once: how fast this machine is must not show in a
    /// verdict.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// @param statement SQL, a request (`GET /customers/1`) or a call of a tool (`get_ticket {"id": 7}`), as
    ///     the target speaks
    /// @throws CommandFailure for a target of another kind, or when the statement is not of that form
    static Understanding of(
            Configuration configuration, String target, String role, String statement, List<String> parameters)
            throws CommandFailure {
        TargetEntry entry = Objects.requireNonNull(configuration.targets().get(target), "access rules lead to targets");
        return switch (entry.protocol()) {
            case Postgres postgres -> of(configuration, target, entry, postgres, role, statement, parameters);
            case Http http -> RequestUnderstood.of(target, entry, http, withoutParameters(statement, parameters));
            case Mcp mcp -> MessageUnderstood.of(target, mcp, withoutParameters(statement, parameters));
            case Llm _ ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "what a model is asked cannot be explained beforehand, use `sallyport explain REQUEST-ID` for what"
                                + " was decided at `" + target + "`");
        };
    }

    private static String withoutParameters(String statement, List<String> parameters) throws CommandFailure {
        if (!parameters.isEmpty()) throw new CommandFailure(ExitCode.USAGE, "--param is for SQL alone");
        return statement;
    }

    private static Understanding of(
            Configuration configuration,
            String target,
            TargetEntry entry,
            Postgres postgres,
            String role,
            String statement,
            List<String> parameters) {
        List<String> searchPath = postgres.searchPath();
        AssumedCatalog catalog = new AssumedCatalog(ConfiguredRelations.of(configuration, target, entry), searchPath);
        View view = new View(
                catalog,
                target,
                searchPath,
                role,
                List.of(),
                Canonical.keys(entry.sensitive()),
                PostgresFrom.limits(entry, postgres).ceilings());
        Meaning meaning = meaning(configuration, entry, catalog, statement, view);
        List<Operation> operations =
                meaning.operations(parameters.stream().map(BoundValue::ofText).toList());
        // nobody approves it, so it needs no fingerprint
        Action action = new Action(Phase.PERFORM, operations, arguments(parameters), statement, "");
        return new Understanding(action, notes(catalog));
    }

    private static Meaning meaning(
            Configuration configuration, TargetEntry entry, AssumedCatalog catalog, String statement, View view) {
        PortableEngine engine = new PortableEngine(LimitsFrom.engine(configuration));
        try (SqlGrammar grammar =
                new SqlGrammar(new OverhearingEngine(engine, catalog), limits(configuration, entry))) {
            return grammar.learn(statement, view).join();
        }
    }

    private static GrammarLimits limits(Configuration configuration, TargetEntry entry) {
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
