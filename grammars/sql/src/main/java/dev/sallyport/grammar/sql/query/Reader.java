package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.View;

/// The parts that read one statement together; they know one another through this. Confined to one thread.
final class Reader {

    private final View view;
    private final Findings findings;
    private final Facts facts = new Facts();
    private final Subqueries subqueries = new Subqueries();
    private final Types types = new Types(this);
    private final Operators operators = new Operators(this);
    private final Sureness sureness = new Sureness(this);
    private final Exactness exactness = new Exactness(this);
    private final Steadiness steadiness = new Steadiness(sureness);
    private Parameters parameters = Parameters.none();
    private final Names names;
    private final Harmless harmless;
    private final Guard guard;
    private final Expressions expressions;
    private final FromClause from;
    private final Ctes ctes;
    private final Selects selects;
    private final Changes changes;

    Reader(View view, Settings settings) {
        this.view = view;
        this.findings = new Findings(view);
        this.names = new Names(view);
        this.harmless = new Harmless(view, findings, settings);
        this.guard = new Guard(findings);
        this.expressions = new Expressions(this);
        this.from = new FromClause(this);
        this.ctes = new Ctes(this);
        this.selects = new Selects(this);
        this.changes = new Changes(this);
    }

    View view() {
        return view;
    }

    Findings findings() {
        return findings;
    }

    /// Before anything of the statement is read.
    void parameters(Parameters of) {
        parameters = of;
    }

    Parameters parameters() {
        return parameters;
    }

    Types types() {
        return types;
    }

    Operators operators() {
        return operators;
    }

    Sureness sureness() {
        return sureness;
    }

    Exactness exactness() {
        return exactness;
    }

    Steadiness steadiness() {
        return steadiness;
    }

    Facts facts() {
        return facts;
    }

    Subqueries subqueries() {
        return subqueries;
    }

    Names names() {
        return names;
    }

    Harmless harmless() {
        return harmless;
    }

    Guard guard() {
        return guard;
    }

    Expressions expressions() {
        return expressions;
    }

    FromClause from() {
        return from;
    }

    Ctes ctes() {
        return ctes;
    }

    Selects selects() {
        return selects;
    }

    Changes changes() {
        return changes;
    }
}
