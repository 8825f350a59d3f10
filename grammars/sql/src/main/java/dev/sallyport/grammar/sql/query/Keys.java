package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the keys among the conditions of one query level.
///
/// A condition is a key when it is joined to the others by AND alone, compares a plain column by the built-in
/// `=` with values the statement names, and bounds every row of that occurrence that can reach the answer.
/// Through `a.x = b.y` a key of one is a key of the other. What another level gives (a subquery, a CTE, the
/// query around) only passes its keys on: its own rows are not bounded by what this level does with them.
final class Keys {

    private final Findings findings;
    private final Facts facts;
    private final KeyConditions conditions;
    private final Subqueries subqueries;
    private final Plainness plainness;
    private final Steadiness steadiness;
    private final OuterJoins outer = new OuterJoins(this);

    Keys(Reader reader) {
        this.findings = reader.findings();
        this.facts = reader.facts();
        this.conditions = new KeyConditions(reader);
        this.subqueries = reader.subqueries();
        this.plainness = new Plainness(reader);
        this.steadiness = reader.steadiness();
    }

    OuterJoins outer() {
        return outer;
    }

    /// @param bounded the occurrences whose rows must satisfy it
    void condition(Node condition, Level level, Joint bounded) {
        look(condition);
        for (Node conjunct : conditions.conjuncts(condition)) {
            if (Constants.text(conjunct).filter("false"::equals).isPresent()) {
                bounded.solid().forEach(this::nothing);
            }
            conditions.equality(conjunct, level).ifPresent(sides -> equalSides(sides, bounded));
            subqueries.meets(conjunct).forEach(meeting -> given(meeting.from(), meeting.to(), bounded));
            for (KeyConditions.Fixed fixed : conditions.fixed(conjunct, level)) {
                if (bounded.bounds(fixed.column().occurrence())) {
                    facts.state(fixed.column(), fixed.values());
                }
            }
        }
    }

    /// Which columns equal one another wherever the condition of a query is true.
    List<Subqueries.Meeting> meets(Node where, Level level) {
        return conditions.conjuncts(where).stream()
                .flatMap(conjunct -> conditions.equality(conjunct, level).stream())
                .flatMap(sides -> sides.left().certain().stream()
                        .flatMap(one -> sides.right().certain().stream()
                                .flatMap(other -> Stream.of(
                                        new Subqueries.Meeting(one, other), new Subqueries.Meeting(other, one)))))
                .toList();
    }

    private void look(Node condition) {
        if (!steadiness.of(condition)) {
            findings.unsteady(Culprit.of(condition, steadiness));
        } else if (Node.anyIn(condition.fields(), subqueries::mayFail)) {
            findings.unsteady("a query that may answer several rows");
        }
        if (!plainness.of(condition)) {
            findings.elaborate();
        }
    }

    /// PostgreSQL evaluates what has no aggregate in it where WHERE is.
    void having(Node condition) {
        conditions.conjuncts(condition).stream()
                .filter(conjunct -> !conditions.aggregates(conjunct))
                .forEach(this::look);
    }

    /// No record of it is reached: none of its columns has a value.
    private void nothing(Occurrence occurrence) {
        occurrence.relation().columns().stream()
                .limit(1)
                .forEach(column -> facts.state(new Origin(occurrence, column.name()), new ValueList(List.of())));
    }

    /// As [#condition], of relations that an outer join may have left out: of their columns only those
    /// that nothing else can stand for.
    ///
    /// @return those that are there in every row of which it is true
    Joint strict(Node condition, Level level) {
        Joint present = Joint.NONE;
        for (Node conjunct : conditions.conjuncts(condition)) {
            present = present.and(
                    conditions.equality(conjunct, level).map(this::strict).orElse(Joint.NONE));
            for (KeyConditions.Fixed fixed : conditions.fixed(conjunct, level)) {
                if (!fixed.alone()) continue;
                facts.state(fixed.column(), fixed.values());
                present = present.and(Joint.of(fixed.column().occurrence()));
            }
        }
        return present;
    }

    private Joint strict(KeyConditions.Sides sides) {
        Joint present = alone(sides.left()).and(alone(sides.right()));
        equalSides(sides, present);
        return present;
    }

    private static Joint alone(KeyConditions.Side side) {
        return side.alone() ? Joint.of(side.plain().getFirst().occurrence()) : Joint.NONE;
    }

    /// A column that a join merged stands for the sides that are always there.
    private void equalSides(KeyConditions.Sides sides, Joint bounded) {
        List<Origin> left = solid(sides.left().plain(), bounded);
        List<Origin> right = solid(sides.right().plain(), bounded);
        for (Origin one : left) {
            right.forEach(other -> equal(one, other, bounded));
            sides.right().given().forEach(from -> given(from, one, bounded));
        }
        for (Origin other : right) {
            sides.left().given().forEach(from -> given(from, other, bounded));
        }
    }

    private static List<Origin> solid(List<Origin> columns, Joint bounded) {
        return columns.size() == 1
                ? columns
                : columns.stream()
                        .filter(column -> bounded.bounds(column.occurrence()))
                        .toList();
    }

    void equal(Origin one, Origin other, Joint bounded) {
        given(one, other, bounded);
        given(other, one, bounded);
    }

    /// @param from a column of this level or of another
    /// @param to a plain column of this level that equals it
    void given(Origin from, Origin to, Joint bounded) {
        boolean comparable = family(from).isPresent() && family(from).equals(family(to));
        if (comparable && bounded.bounds(to.occurrence())) {
            facts.pass(from, to);
        }
    }

    private static Optional<KeyType.Family> family(Origin origin) {
        return type(origin).map(KeyType::family);
    }

    static Optional<KeyType> type(Origin origin) {
        return origin.occurrence().relation().column(origin.column()).flatMap(column -> KeyType.of(column.type()));
    }

    /// Bounds every occurrence that has a key by now; levels further out may add some.
    void assign() {
        facts.assign();
    }
}
