package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.grammar.sql.catalog.Relation;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// One place of a statement where a relation stands. A self-join has two of the same relation.
/// Identity matters, so it is no record; confined to the thread that reads the statement.
final class Occurrence {

    private final Relation relation;
    private final Predicate<String> sensitive;
    private final Set<String> read = new HashSet<>();
    private final Set<String> judged = new HashSet<>();
    private final EnumSet<Label> labels = EnumSet.noneOf(Label.class);
    private Extent extent;
    private Extent firsthand;
    private boolean source;
    private Fold fold = Fold.NONE;
    private int asks = 1;

    Occurrence(Relation relation, Predicate<String> sensitive) {
        this.relation = relation;
        this.sensitive = sensitive;
        this.extent = new Extent.Whole(relation.estimate());
        this.firsthand = extent;
        switch (relation.kind()) {
            case VIEW, MATERIALIZED_VIEW, FOREIGN -> labels.add(Label.UNPROVEN_LINEAGE);
            case TABLE, PARTITIONED, SEQUENCE, SYSTEM -> {}
        }
    }

    void touch(String column, Use use) {
        read.add(column);
        if (use != Use.OUTPUT) {
            judged.add(column);
        }
        if (!sensitive.test(column)) {
            return;
        }
        labels.add(Label.SENSITIVE);
        switch (use) {
            case OUTPUT -> {}
            case DERIVED -> labels.add(Label.UNPROVEN_LINEAGE);
            case STEERING -> labels.add(Label.ORACLE);
        }
    }

    /// For what cannot be followed (recursion): every sensitive column read so far may steer.
    void suspectOracle() {
        if (labels.contains(Label.SENSITIVE)) {
            labels.add(Label.ORACLE);
        }
    }

    /// Whatever columns stand in an answer, the server's row description names them: see [Use#OUTPUT].
    void showsWhatItReads() {
        if (labels.contains(Label.SENSITIVE)
                && !labels.contains(Label.ORACLE)
                && !labels.contains(Label.UNPROVEN_LINEAGE)
                && !labels.contains(Label.AGGREGATE)) {
            labels.add(Label.MASKABLE);
        }
    }

    void label(Label label) {
        labels.add(label);
    }

    void fold(Folded folded) {
        fold = fold.atLeast(folded.fold());
        asks += folded.asks() - 1;
    }

    /// How often something is asked of the records that keys name, see [Folded]. What is folded without a key counts
    /// all of them, and a unique key its own, whatever is asked.
    int asks() {
        return extent instanceof Extent.Keyed && !extent.singles() ? asks : 1;
    }

    /// How many records are met and left out is told: neither a LIMIT nor a condition beside the keys bounds that.
    void counted() {
        fold(Folded.WHOLE);
        unlimited();
    }

    /// The plan of EXPLAIN ANALYZE: how many records were met on the way to those that a key names is told as well.
    void countedInFull() {
        fold(Folded.WHOLE);
        bound(new Extent.Whole(relation.estimate()));
    }

    /// It may be read more than once, each time up to its LIMIT.
    void unlimited() {
        if (!extent.isKeyed()) bound(new Extent.Whole(relation.estimate()));
    }

    Fold fold() {
        return fold;
    }

    /// It stands in a FROM list: its rows are read even when none of its columns is.
    void standsInFrom() {
        source = true;
    }

    boolean isRead() {
        return source || !read.isEmpty();
    }

    void bound(Extent by) {
        bound(by, by);
    }

    /// @param first what its own conditions say alone, without keys that joins pass on
    void bound(Extent by, Extent first) {
        this.extent = by;
        this.firsthand = first;
    }

    Relation relation() {
        return relation;
    }

    Extent extent() {
        return extent;
    }

    /// What bounds the rows that are looked at before any join.
    Extent firsthand() {
        return firsthand;
    }

    /// Its rows count its records, and nothing but that key decides which of them are answered, or goes into anything.
    boolean isShownBy(List<String> key) {
        return extent instanceof Extent.Whole && fold == Fold.NONE && key.containsAll(judged);
    }

    /// A unique key has one value.
    boolean isOne() {
        return extent instanceof Extent.Keyed keyed
                && relation.uniqueKeys().stream().anyMatch(key -> key.stream().allMatch(keyed::isOne));
    }

    boolean isSensitive(String column) {
        return sensitive.test(column);
    }

    /// In the catalog's order.
    List<String> fieldsRead() {
        return relation.columns().stream()
                .map(Relation.Column::name)
                .filter(read::contains)
                .toList();
    }

    Set<Label> labels() {
        return EnumSet.copyOf(labels);
    }
}
