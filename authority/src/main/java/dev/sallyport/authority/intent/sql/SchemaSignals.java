package dev.sallyport.authority.intent.sql;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Does the request speak of the tables and columns that the statement touches, and would others fit it
/// better?
final class SchemaSignals {

    private static final double WHOLE = 0.99;

    private final Features features;
    private final Question question;
    private final Outline outline;
    private final Schema schema;
    private final Links links;

    SchemaSignals(Features features, Question question, Outline outline, Schema schema, Links links) {
        this.features = features;
        this.question = question;
        this.outline = outline;
        this.schema = schema;
        this.links = links;
    }

    void add() {
        clause("projected", Clause.PROJECT, outline.outer());
        clause("compared", Clause.WHERE, outline.blocks());
        clause("grouped", Clause.GROUP, outline.blocks());
        clause("ordered", Clause.ORDER, outline.blocks());
        tables();
        strangers();
        fit();
        speltColumns();
    }

    private void clause(String what, Clause clause, List<Block> blocks) {
        Set<String> names = outline.columns(clause, blocks);
        double mean = names.stream().mapToDouble(links::name).average().orElse(1);
        double least = names.stream().mapToDouble(links::name).min().orElse(1);
        String worst = names.stream()
                .min((a, b) -> Double.compare(links.name(a), links.name(b)))
                .orElse("");
        features.add(what + "-told", mean, "the request hardly speaks of the " + what + " columns");
        features.add(
                what + "-least-told",
                least,
                "the request hardly speaks of `" + Shown.of(worst) + "`, which is " + what);
        features.count(what + "-count", names.size(), 6, "number of " + what + " columns");
    }

    private void tables() {
        List<Double> told = outline.tables().stream().map(links::name).toList();
        features.add(
                "tables-told",
                told.stream().mapToDouble(d -> d).average().orElse(1),
                "the request hardly speaks of the tables");
        features.add(
                "table-best-told",
                told.stream().mapToDouble(d -> d).max().orElse(0),
                "the request speaks of none of the tables");
        features.add(
                "table-least-told",
                told.stream().mapToDouble(d -> d).min().orElse(0),
                "the request does not speak of all the tables");
        features.count("table-count", told.size(), 5, "number of tables");
    }

    private void strangers() {
        Set<String> known = new HashSet<>();
        schema.tables().forEach(table -> known.add(Names.plain(table.name())));
        features.add("schema-known", schema.columnsKnown(), "the columns of the tables are known");
        Set<String> tables = outline.tables();
        long strange = known.isEmpty()
                ? 0
                : tables.stream().filter(name -> !known.contains(name)).count();
        features.add(
                "table-strange",
                ValueSignals.part((int) strange, tables.size()),
                "the schema does not tell of all the tables");
    }

    /// Whether another table of the schema fits the request better than those that are used.
    private void fit() {
        Set<String> used = outline.tables();
        double mine = 0;
        double others = 0;
        double otherName = 0;
        String best = "";
        for (Schema.Table table : schema.tables()) {
            double told = fit(table);
            if (used.contains(Names.plain(table.name()))) {
                mine = Math.max(mine, told);
            } else {
                best = told > others ? table.name() : best;
                others = Math.max(others, told);
                otherName = Math.max(otherName, links.name(table.name()));
            }
        }
        features.add(
                "other-table-fits",
                0.5 + (others - mine) / 2,
                "the table `" + Shown.of(best) + "` fits the request better");
        features.add("other-table-named", otherName, "the request speaks of a table that is not used");
    }

    /// The part of the request's words that a table's name and columns speak of.
    private double fit(Schema.Table table) {
        Set<String> parts = new HashSet<>(Names.parts(table.name()));
        table.columns().forEach(column -> parts.addAll(Names.parts(column)));
        return question.content().stream()
                .mapToDouble(word -> links.covered(word, parts))
                .average()
                .orElse(1);
    }

    /// Columns whose whole name the request spells, but the statement leaves out.
    private void speltColumns() {
        Set<String> used = new HashSet<>();
        outline.blocks().forEach(block -> block.columns.forEach(column -> used.add(Names.plain(column.name()))));
        Set<String> usedParts = Vocabulary.ofStatement(outline);
        Set<String> missing = new LinkedHashSet<>();
        int spelt = 0;
        for (Schema.Table table : schema.tables()) {
            for (String column : table.columns()) {
                if (links.name(column) >= WHOLE) {
                    spelt++;
                    if (!used.contains(Names.plain(column)) && !usedParts.containsAll(Names.parts(column))) {
                        missing.add(Names.plain(column));
                    }
                }
            }
        }
        String words = "the request speaks of " + ValueSignals.shown(List.copyOf(missing))
                + ", which the statement does not touch";
        features.count("column-spelt-untouched", missing.size(), 4, words);
        features.add("column-spelt-part", ValueSignals.part(missing.size(), spelt), words);
    }
}
