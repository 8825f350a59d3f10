package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/// Reads one top-level statement. Confined to one thread; used once.
final class Statements {

    private final View view;
    private final Settings settings;
    private final Reader reader;
    private final Findings findings;
    private final List<ExecuteCall> calls = new ArrayList<>();
    private final List<Part> prepared = new ArrayList<>();
    private List<Lineage> columns = List.of();

    Statements(View view, Settings settings) {
        this.view = view;
        this.settings = settings;
        this.reader = new Reader(view, settings);
        this.findings = reader.findings();
    }

    Part read(Node statement) {
        return read(statement, view.parameterTypes());
    }

    private Part read(Node statement, List<Long> parameterTypes) {
        if (answers(statement)) findings.answers();
        reader.parameters(Parameters.of(parameterTypes, statement.fields()));
        Effect effect = effect(statement);
        reader.facts().derive(findings.since(0));
        if (findings.onlyAnswers()) reader.facts().reach(findings.since(0));
        List<Draft> drafts = findings.drafts();
        if (drafts.isEmpty() && calls.isEmpty()) {
            drafts = List.of(Draft.session(view, "constant", 0, ""));
        }
        return new Part(
                effect,
                drafts,
                findings.isBarrier() || !calls.isEmpty(),
                calls,
                prepared,
                findings.mistake(),
                columns,
                null,
                demands(statement));
    }

    private List<Demand> demands(Node statement) {
        List<Demand> demands = new ArrayList<>(Pattern.in(statement.fields()));
        demands.addAll(reader.sureness().demands());
        demands.addAll(reader.exactness().demands());
        return demands;
    }

    private static boolean answers(Node statement) {
        boolean names = statement.is("DeclareCursorStmt") || statement.is("PrepareStmt");
        return names
                ? statement.child("query").filter(Statements::answers).isPresent()
                : statement.is("SelectStmt") && !statement.has("intoClause");
    }

    private Effect effect(Node statement) {
        return switch (statement.type()) {
            case "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt" -> data(statement);
            case "CopyStmt" -> new Copies(reader).read(statement);
            case "ExplainStmt" -> explained(statement);
            case "DeclareCursorStmt" ->
                wrapped(statement, new Effect.Declare(statement.text("portalname"), Conversations.holds(statement)));
            case "CreateTableAsStmt" -> createAs(statement);
            case "ViewStmt" -> createView(statement);
            case "PrepareStmt" -> prepare(statement);
            case "ExecuteStmt" -> execute(statement);
            case "TruncateStmt" -> truncate(statement);
            case "LockStmt" -> new Locks(reader).read(statement);
            default -> other(statement);
        };
    }

    private Effect other(Node statement) {
        return new Conversations(view, settings, findings).read(statement).orElseGet(() -> definition(statement));
    }

    /// `ALTER ROLE … SET` and `ALTER DATABASE … SET` are settings in other words (R4), besides what they are.
    private Effect definition(Node statement) {
        Effect effect = new Definitions(view, findings).read(statement);
        if (statement.is("AlterRoleSetStmt") || statement.is("AlterDatabaseSetStmt")) {
            statement.part("setstmt", "VariableSetStmt").ifPresent(this::lasting);
        }
        return effect;
    }

    private void lasting(Node set) {
        if (set.text("kind").equals("VAR_RESET_ALL"))
            findings.unknown("setting", "all", "RESET ALL would undo the settings of the lease");
        else new Conversations(view, settings, findings).read(set);
    }

    private Effect data(Node statement) {
        if (statement.is("SelectStmt")) {
            columns = reader.selects().read(statement, Level.outermost(), Standing.ANSWER).stream()
                    .map(Lineage::of)
                    .toList();
        } else {
            reader.changes().read(statement, Level.outermost());
        }
        return new Effect.Other(statement.type());
    }

    /// Statements around another one: what the inner one does, whether or not it runs now.
    private Effect wrapped(Node statement, Effect effect) {
        reader.guard().check(statement);
        statement.child("query").ifPresent(this::effect);
        return effect;
    }

    private Effect explained(Node statement) {
        boolean runs = Options.has(statement, "analyze");
        Effect effect = wrapped(statement, new Effect.Explain(runs));
        if (runs) findings.since(0).forEach(Occurrence::countedInFull);
        return effect;
    }

    private Effect createAs(Node statement) {
        statement.part("into", "IntoClause").ifPresent(reader.selects()::into);
        return wrapped(statement, new Effect.Other(statement.type()));
    }

    private Effect createView(Node statement) {
        String name = statement
                .part("view", "RangeVar")
                .map(relation -> FromClause.name(relation).canonical())
                .orElse("");
        findings.add(Draft.of(Verb.DEFINE, new Resource(view.target(), "view", name, List.of()), ""));
        findings.barrier();
        statement.child("query").ifPresent(this::effect);
        return new Effect.Other(statement.type());
    }

    /// It has the operations of what it prepares: planning runs immutable functions and reveals structure.
    private Effect prepare(Node statement) {
        reader.guard().check(statement);
        List<Node> argumentTypes = statement.list("argtypes");
        argumentTypes.forEach(reader.harmless()::type);
        List<Long> types = argumentTypes.stream().map(Types::named).toList();
        statement.child("query").ifPresent(query -> {
            prepared.add(new Statements(view, settings).read(query, types));
            reader.parameters(Parameters.of(types, query.fields()));
            effect(query);
        });
        findings.barrier();
        return new Effect.Prepare(statement.text("name"));
    }

    private Effect execute(Node statement) {
        reader.guard().check(statement);
        reader.expressions().readField(statement, "params", Level.outermost(), Use.DERIVED);
        calls.add(ExecuteCall.of(statement));
        return new Effect.Execute(statement.text("name"));
    }

    private Effect truncate(Node statement) {
        for (Node relation : statement.list("relations")) {
            reader.from()
                    .occurrence(FromClause.name(relation))
                    .ifPresent(place -> reader.changes().write(Verb.DELETE, place, List.of(), place.extent()));
        }
        return new Effect.Other(statement.type());
    }
}
