package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables and columns both ways: does the request speak of what the statement touches, and does the statement touch
/// what the request speaks of?
final class SchemaSignals {

    private final Features features;
    private final Question question;
    private final Outline outline;
    private final Schema schema;
    private final Links links;
    private final Values values;

    SchemaSignals(Features features, Question question, Outline outline, Schema schema, Links links, Values values) {
        this.features = features;
        this.question = question;
        this.outline = outline;
        this.schema = schema;
        this.links = links;
        this.values = values;
    }

    void add() {
        clause("projected", Clause.PROJECT, outline.outer());
        clause("compared", Clause.WHERE, outline.blocks());
        clause("grouped", Clause.GROUP, outline.blocks());
        clause("ordered", Clause.ORDER, outline.blocks());
        tables();
        words();
        head();
        fit();
        width();
        counted();
        tail();
        namedColumns();
    }

    /// Names of columns in a clause, without those that the statement made itself.
    private List<String> columns(Clause clause, List<Block> blocks) {
        Set<String> names = new LinkedHashSet<>();
        for (Block block : blocks) {
            block.in(clause).stream().map(Block.Column::name)
                    .filter(name -> !outline.produced().contains(Names.plain(name))).forEach(names::add);
        }
        return List.copyOf(names);
    }

    private void clause(String what, Clause clause, List<Block> blocks) {
        List<String> names = columns(clause, blocks);
        double mean = names.stream().mapToDouble(links::name).average().orElse(1);
        double least = names.stream().mapToDouble(links::name).min().orElse(1);
        String worst = names.stream().min((a, b) -> Double.compare(links.name(a), links.name(b))).orElse("");
        features.add(what + "-told", mean, "how well the request speaks of the " + what + " columns");
        features.add(what + "-least-told", least, "the request hardly speaks of `" + Shown.of(worst) + "`, which is " + what);
        features.count(what + "-count", names.size(), 6, "number of " + what + " columns");
    }

    private void tables() {
        Set<String> tables = outline.tables();
        List<Double> told = tables.stream().map(links::name).toList();
        features.add("tables-told", told.stream().mapToDouble(d -> d).average().orElse(1), "how well the request speaks of the tables");
        features.add("table-best-told", told.stream().mapToDouble(d -> d).max().orElse(0), "how well the request speaks of a table");
        features.add("table-least-told", told.stream().mapToDouble(d -> d).min().orElse(0), "the least told table");
        features.count("table-count", tables.size(), 5, "number of tables");
        if (!schema.tables().isEmpty()) {
            Set<String> known = new HashSet<>();
            schema.tables().forEach(table -> known.add(Names.plain(table.name())));
            long strange = tables.stream().filter(name -> !known.contains(name)).count();
            features.add("table-strange", ValueSignals.part((int) strange, tables.size()), "tables that the schema does not tell of");
        } else {
            features.add("table-strange", 0, "no schema was told");
        }
    }

    /// What the request speaks of and the statement does not have.
    private void words() {
        Set<String> used = Vocabulary.ofStatement(outline);
        Set<String> known = Vocabulary.of(schema, outline);
        double all = 0;
        double lost = 0;
        double schemaWords = 0;
        double schemaLost = 0;
        List<String> missing = new ArrayList<>();
        for (Question.Word word : question.content()) {
            double covered = values.hasWord(word) ? 1 : links.covered(word, used);
            all++;
            lost += 1 - covered;
            double inSchema = links.covered(word, known);
            if (inSchema >= 0.95) {
                schemaWords++;
                schemaLost += 1 - covered;
            }
            if (inSchema >= 0.95 && covered < 0.5) {
                missing.add(word.text());
            }
        }
        features.add("words-uncovered", all == 0 ? 0 : lost / all, "part of the request's words that the statement does not have");
        features.add("words-uncovered-count", lost / 10, "number of the request's words that the statement does not have");
        features.add("named-untouched", schemaWords == 0 ? 0 : schemaLost / schemaWords,
                "the request speaks of " + ValueSignals.shown(missing) + ", which the statement does not touch");
        features.count("named-untouched-count", missing.size(), 5, "names of the schema that the statement does not touch");
    }

    /// What the request wants stands at its beginning.
    private void head() {
        List<Question.Word> wanted = question.words().stream().filter(word -> word.head() && word.content()).limit(6).toList();
        Set<String> result = new HashSet<>();
        for (Block block : outline.outer()) {
            block.in(Clause.PROJECT).forEach(column -> result.addAll(Names.parts(column.name())));
        }
        Set<String> tables = new HashSet<>();
        outline.tables().forEach(table -> tables.addAll(Names.parts(table)));
        Set<String> both = new HashSet<>(result);
        both.addAll(tables);
        features.add("wanted-projected", mean(wanted, result), "the wanted words are among the result's columns");
        features.add("wanted-touched", mean(wanted, both), "the wanted words are among columns and tables");
        features.add("first-wanted", wanted.isEmpty() ? 1 : links.covered(wanted.getFirst(), both), "the first wanted word");
        features.add("first-wanted-projected", wanted.isEmpty() ? 1 : links.covered(wanted.getFirst(), result), "the first wanted word is a result");
        features.add("last-wanted", wanted.isEmpty() ? 1 : links.covered(wanted.getLast(), both), "the last wanted word");
        features.count("wanted-count", wanted.size(), 6, "wanted words");
        features.add("projected-wanted", projectedWanted(wanted), "how well the wanted words speak of the result's columns");
    }

    private double projectedWanted(List<Question.Word> wanted) {
        return columns(Clause.PROJECT, outline.outer()).stream()
                .mapToDouble(name -> Names.parts(name).stream()
                        .mapToDouble(part -> wanted.stream().mapToDouble(word -> links.alike(part, word.text())).max().orElse(0))
                        .max().orElse(0))
                .average().orElse(1);
    }

    private double mean(List<Question.Word> words, Set<String> parts) {
        return words.stream().mapToDouble(word -> links.covered(word, parts)).average().orElse(1);
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
                if (told > others) {
                    best = table.name();
                }
                others = Math.max(others, told);
                otherName = Math.max(otherName, links.name(table.name()));
            }
        }
        features.add("other-table-fits", 0.5 + (others - mine) / 2, "the table `" + Shown.of(best) + "` fits the request better");
        features.add("other-table-named", otherName, "how well the request speaks of a table that is not used");
    }

    /// The part of the request's words that a table's name and columns speak of.
    private double fit(Schema.Table table) {
        Set<String> parts = new HashSet<>(Names.parts(table.name()));
        table.columns().forEach(column -> parts.addAll(Names.parts(column)));
        return mean(question.content(), parts);
    }

    /// How many things the request wants, and how many columns the result has.
    private void width() {
        int items = outline.outer().stream().mapToInt(block -> block.items).max().orElse(1);
        boolean star = outline.outer().stream().anyMatch(block -> block.star);
        String text = question.text();
        int commas = (int) question.words().stream().filter(word -> word.head() && word.text().equals("and")).count();
        features.count("result-width", items, 8, "columns of the result");
        features.count("head-ands", commas, 3, "joined wishes at the head of the request");
        features.add("width-differs", 0.5 + (items - 1 - commas) / 6.0, "columns of the result against joined wishes");
        features.add("star", star, "the statement takes all columns");
        features.add("and-missing", items == 1 && commas > 0 && !star, "the request wants several things, the result has one column");
        features.add("width-unasked", items > 1 && !text.contains(" and ") && !text.contains(","), "the result has several columns, the request wants one");
    }

    /// What is to be counted stands behind "how many" and "number of".
    private void counted() {
        Matcher matcher = COUNTING.matcher(question.text());
        boolean asks = matcher.find();
        Set<String> parts = new HashSet<>();
        outline.tables().forEach(table -> parts.addAll(Names.parts(table)));
        outline.blocks().stream().flatMap(block -> block.in(Clause.PROJECT).stream())
                .forEach(column -> parts.addAll(Names.parts(column.name())));
        double told = 1;
        if (asks) {
            List<String> after = Names.parts(question.text().substring(matcher.end(), Math.min(question.text().length(), matcher.end() + 60)));
            told = after.stream().limit(3).mapToDouble(word -> parts.stream().mapToDouble(part -> links.alike(part, word)).max().orElse(0))
                    .max().orElse(1);
        }
        features.add("counted-told", told, "whether what is to be counted is what the statement reads");
    }

    private static final Pattern COUNTING = Pattern.compile("how many|number of|count (?:of |the )?");

    /// The words behind the wanted ones tell the conditions.
    private void tail() {
        Set<String> used = Vocabulary.ofStatement(outline);
        List<Question.Word> tail = question.words().stream().filter(word -> !word.head() && word.content()).toList();
        double covered = tail.stream().mapToDouble(word -> values.hasWord(word) ? 1 : links.covered(word, used)).average().orElse(1);
        double least = tail.stream().mapToDouble(word -> values.hasWord(word) ? 1 : links.covered(word, used)).min().orElse(1);
        features.add("tail-uncovered", 1 - covered, "part of the words of the conditions that the statement does not have");
        features.add("tail-least-covered", least, "the least covered word of the conditions");
        features.count("tail-count", tail.size(), 12, "words of the conditions");
        features.add("tail-unrestricted", outline.restricted() ? 0 : 1 - covered, "the conditions' words are missing and so is a condition");
        Set<String> known = Vocabulary.of(schema, outline);
        long foreign = question.content().stream().filter(word -> !word.head() && !values.hasWord(word) && links.covered(word, known) < 0.5).count();
        features.count("tail-foreign", (int) foreign, 6, "words of the conditions that are neither names nor values of the statement");
    }

    /// Columns whose whole name the request spells, but the statement leaves out.
    private void namedColumns() {
        Set<String> used = new HashSet<>();
        outline.blocks().forEach(block -> block.columns.forEach(column -> used.add(Names.plain(column.name()))));
        Set<String> usedParts = Vocabulary.ofStatement(outline);
        Set<String> spelt = new LinkedHashSet<>();
        int kept = 0;
        for (Schema.Table table : schema.tables()) {
            for (String column : table.columns()) {
                if (links.name(column) >= 0.99) {
                    boolean has = used.contains(Names.plain(column)) || usedParts.containsAll(Names.parts(column));
                    kept += has ? 1 : 0;
                    if (!has) {
                        spelt.add(Names.plain(column));
                    }
                }
            }
        }
        features.count("column-spelt-untouched", spelt.size(), 4, "the request spells " + ValueSignals.shown(List.copyOf(spelt))
                + ", which the statement does not touch");
        features.add("column-spelt-part", ValueSignals.part(spelt.size(), spelt.size() + kept), "part of the spelt columns that is not touched");
    }
}
