package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads INSERT, UPDATE, DELETE and MERGE.
final class Changes {

    private final Reader reader;
    private final Inserts inserts;
    private final Merges merges;

    Changes(Reader reader) {
        this.reader = reader;
        this.inserts = new Inserts(reader, this);
        this.merges = new Merges(reader, this);
    }

    /// @return the columns of RETURNING
    List<OutputColumn> read(Node statement, Level outer) {
        reader.guard().check(statement);
        return switch (statement.type()) {
            case "InsertStmt" -> inserts.read(statement, outer);
            case "UpdateStmt" -> update(statement, outer);
            case "DeleteStmt" -> delete(statement, outer);
            case "MergeStmt" -> merges.read(statement, outer);
            default -> {
                reader.findings().unknown("syntax", statement.type(), "`" + statement.type() + "` is not understood");
                yield List.of();
            }
        };
    }

    private List<OutputColumn> update(Node statement, Level outer) {
        Level around = reader.ctes().read(statement, outer);
        Optional<Occurrence> target = target(statement);
        Level level = filtered(statement, "fromClause", target, around);
        assignments(statement.list("targetList"), level);
        target.ifPresent(place -> {
            write(Verb.UPDATE, place, assigned(statement.list("targetList")), extent(statement, place));
            returns(statement, place, place.extent());
        });
        return returning(statement, target, level);
    }

    private List<OutputColumn> delete(Node statement, Level outer) {
        Level around = reader.ctes().read(statement, outer);
        Optional<Occurrence> target = target(statement);
        Level level = filtered(statement, "usingClause", target, around);
        target.ifPresent(place -> {
            write(Verb.DELETE, place, List.of(), extent(statement, place));
            returns(statement, place, place.extent());
        });
        return returning(statement, target, level);
    }

    /// The target always names a relation of the catalog: a CTE of that name does not hide it.
    Optional<Occurrence> target(Node statement) {
        return statement.part("relation", "RangeVar").flatMap(relation -> {
            reader.guard().check(relation);
            return reader.from().occurrence(FromClause.name(relation));
        });
    }

    /// The target joined with further relations, restricted by WHERE.
    private Level filtered(Node statement, String others, Optional<Occurrence> target, Level around) {
        Level level = Level.within(around);
        Keys keys = new Keys(reader);
        Joint joint = target.map(place -> {
                    level.add(source(statement, place));
                    return Joint.of(place);
                })
                .orElse(Joint.NONE);
        Joint all = joint.and(reader.from().read(statement.list(others), level, keys));
        statement.child("whereClause").ifPresent(where -> {
            reader.expressions().read(where, level, Use.STEERING);
            keys.condition(where, level, all);
        });
        keys.assign();
        return level;
    }

    static Source source(Node statement, Occurrence place) {
        String alias =
                statement.part("relation", "RangeVar").map(FromClause::alias).orElse("");
        return Source.base(place, alias, List.of());
    }

    private static Extent extent(Node statement, Occurrence place) {
        boolean cursor = statement
                .child("whereClause")
                .filter(where -> where.is("CurrentOfExpr"))
                .isPresent();
        return cursor ? new Extent.Limited(1) : place.extent();
    }

    /// What is assigned is read; the columns assigned to are not.
    void assignments(List<Node> targets, Level level) {
        for (Node target : targets) {
            reader.expressions().readField(target, "val", level, Use.DERIVED);
            reader.expressions().readField(target, "indirection", level, Use.DERIVED);
        }
    }

    static List<String> assigned(List<Node> targets) {
        return targets.stream().map(target -> target.text("name")).distinct().toList();
    }

    /// @param fields empty: the record as a whole
    void write(Verb verb, Occurrence place, List<String> fields, Extent extent) {
        write(verb, place, fields, extent, Set.of());
    }

    void write(Verb verb, Occurrence place, List<String> fields, Extent extent, Set<Label> more) {
        Relation relation = place.relation();
        Set<Label> labels = EnumSet.noneOf(Label.class);
        labels.addAll(more);
        if (fields.stream().anyMatch(place::isSensitive)) {
            labels.add(Label.SENSITIVE);
        }
        switch (relation.kind()) {
            case VIEW, MATERIALIZED_VIEW, FOREIGN -> labels.add(Label.UNPROVEN_LINEAGE);
            case TABLE, PARTITIONED, SEQUENCE, SYSTEM -> {}
        }
        reader.findings()
                .change(place, new Draft(verb, Draft.resource(reader.view(), relation, fields), extent, labels, ""));
        if (relation.runsCode()) {
            reader.findings()
                    .change(
                            place,
                            Draft.of(
                                    Verb.EXECUTE,
                                    Draft.resource(reader.view(), relation, List.of()),
                                    "changing `" + relation.canonicalName() + "` may run code of its owner"));
        }
    }

    /// RETURNING answers a row for each record; what a rule of the table's owner answers nobody knows.
    void returns(Node statement, Occurrence place, Extent records) {
        if (!place.relation().isTable() || place.relation().runsCode()) return;
        if (records.singles()) reader.subqueries().makes(statement, new Extent.Copied(records));
        else if (!records.isKeyed()) reader.subqueries().makes(statement, records);
    }

    /// RETURNING sees the target as it is, was and will be.
    List<OutputColumn> returning(Node statement, Optional<Occurrence> target, Level level) {
        Optional<Node> returning = statement.part("returningClause", "ReturningClause");
        if (returning.isEmpty()) {
            return List.of();
        }
        reader.guard().check(returning.get());
        Level after = level.changed();
        target.ifPresent(place -> {
            after.add(Source.again(place, "old"));
            after.add(Source.again(place, "new"));
            returning.get().list("options").forEach(option -> after.add(Source.again(place, option.text("value"))));
        });
        return reader.selects().targets(returning.get().list("exprs"), after);
    }
}
