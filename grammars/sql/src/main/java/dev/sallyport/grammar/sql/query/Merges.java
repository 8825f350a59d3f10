package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/// Reads MERGE: all that its branches may do. The join keeps every row of the source, so its condition bounds the
/// target only, and not even that when a branch acts on rows without a partner in the source.
final class Merges {

    private final Reader reader;
    private final Changes changes;

    Merges(Reader reader, Changes changes) {
        this.reader = reader;
        this.changes = changes;
    }

    List<OutputColumn> read(Node statement, Level outer) {
        Level around = reader.ctes().read(statement, outer);
        Optional<Occurrence> target = changes.target(statement);
        Level level = Level.within(around);
        Keys keys = new Keys(reader);
        target.ifPresent(place -> level.add(Changes.source(statement, place)));
        Optional<Node> source = statement.child("sourceRelation");
        source.ifPresent(item -> reader.from().read(List.of(item), level, keys));
        List<Node> branches = statement.list("mergeWhenClauses");
        Joint bounded = target.filter(_ -> branches.stream().noneMatch(Merges::actsOnStrangers))
                .map(Joint::of)
                .orElse(Joint.NONE);
        statement.child("joinCondition").ifPresent(on -> {
            reader.expressions().read(on, level, Use.STEERING);
            keys.condition(on, level, bounded);
        });
        keys.assign();
        // at most one new record per row of the source
        Extent created = source.map(new Made(reader, around)::item).orElse(Made.ANY);
        branches.forEach(branch -> branch(branch, target, level, created));
        return changes.returning(statement, target, level);
    }

    private static boolean actsOnStrangers(Node branch) {
        return branch.text("matchKind").equals("MERGE_WHEN_NOT_MATCHED_BY_SOURCE");
    }

    private void branch(Node branch, Optional<Occurrence> target, Level level, Extent created) {
        reader.guard().check(branch);
        branch.child("condition").ifPresent(when -> reader.expressions().read(when, level, Use.STEERING));
        changes.assignments(branch.list("targetList"), level);
        reader.expressions().readField(branch, "values", level, Use.DERIVED);
        target.ifPresent(place -> act(branch, place, created));
    }

    private void act(Node branch, Occurrence place, Extent created) {
        switch (branch.text("commandType")) {
            case "CMD_UPDATE" ->
                changes.write(Verb.UPDATE, place, Changes.assigned(branch.list("targetList")), place.extent());
            case "CMD_DELETE" -> changes.write(Verb.DELETE, place, List.of(), place.extent());
            case "CMD_INSERT" ->
                changes.write(Verb.CREATE, place, Changes.assigned(branch.list("targetList")), created);
            case "CMD_NOTHING" -> {}
            default ->
                reader.findings()
                        .unknown("syntax", branch.text("commandType"), "a branch of MERGE that is not understood");
        }
    }
}
