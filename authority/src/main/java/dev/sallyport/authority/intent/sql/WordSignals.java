package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Word by word: does the statement have what the request speaks of? What is wanted stands at the head
/// of a request, its conditions behind.
final class WordSignals {

    private static final Pattern COUNTING = Pattern.compile("how many|number of|count (?:of |the )?");
    private static final double SURE = 0.95;
    private static final double HALF = 0.5;
    private static final int REACH = 60;

    private final Features features;
    private final Question question;
    private final Outline outline;
    private final Links links;
    private final Coverage coverage;
    private final Set<String> known;
    private final Set<String> used;
    private final Map<Question.Word, Double> had = new HashMap<>();

    WordSignals(Features features, Question question, Outline outline, Schema schema, Links links, Coverage coverage) {
        this.features = features;
        this.question = question;
        this.outline = outline;
        this.links = links;
        this.coverage = coverage;
        this.known = Vocabulary.of(schema, outline);
        this.used = Vocabulary.ofStatement(outline);
    }

    void add() {
        all();
        named();
        tail();
        head();
        counted();
        width();
    }

    /// How far the statement has a word, worked out once.
    private double had(Question.Word word) {
        return had.computeIfAbsent(word, w -> coverage.of(w, used));
    }

    private void all() {
        List<Question.Word> words = question.content();
        double lost = words.stream().mapToDouble(word -> 1 - had(word)).sum();
        List<String> missing = words.stream()
                .filter(word -> had(word) < HALF)
                .map(Question.Word::text)
                .toList();
        String say = "the statement has nothing of " + ValueSignals.shown(missing);
        features.add("words-uncovered", words.isEmpty() ? 0 : lost / words.size(), say);
        features.add("words-uncovered-count", lost / 10, say);
    }

    /// Words of the request that are names of the schema.
    private void named() {
        List<String> missing = new ArrayList<>();
        double all = 0;
        double lost = 0;
        for (Question.Word word : question.content()) {
            if (links.covered(word, known) >= SURE) {
                double covered = had(word);
                all++;
                lost += 1 - covered;
                if (covered < HALF) {
                    missing.add(word.text());
                }
            }
        }
        String words = "the request speaks of " + ValueSignals.shown(missing) + ", which the statement does not touch";
        features.add("named-untouched", all == 0 ? 0 : lost / all, words);
        features.count("named-untouched-count", missing.size(), 5, words);
    }

    private void tail() {
        List<Question.Word> tail = question.words().stream()
                .filter(word -> !word.head() && word.content())
                .toList();
        double covered = tail.stream().mapToDouble(this::had).average().orElse(1);
        double least = tail.stream().mapToDouble(word -> had(word)).min().orElse(1);
        long foreign =
                tail.stream().filter(word -> coverage.of(word, known) < HALF).count();
        features.add("tail-uncovered", 1 - covered, "the statement lacks words of the request's conditions");
        features.add("tail-least-covered", least, "the statement lacks a word of the request's conditions");
        features.count("tail-count", tail.size(), 12, "words of the conditions");
        features.add(
                "tail-unrestricted",
                outline.restricted() ? 0 : 1 - covered,
                "the request names a condition, the statement has none");
        features.count(
                "tail-foreign",
                (int) foreign,
                6,
                "the conditions have words that are neither names nor values of the statement");
    }

    private void head() {
        List<Question.Word> wanted = question.words().stream()
                .filter(word -> word.head() && word.content())
                .limit(6)
                .toList();
        Set<String> result = new HashSet<>();
        outline.columns(Clause.PROJECT, outline.outer()).forEach(column -> result.addAll(Names.parts(column)));
        Set<String> both = new HashSet<>(result);
        outline.tables().forEach(table -> both.addAll(Names.parts(table)));
        features.add("wanted-projected", coverage.mean(wanted, result), "the wanted is not among the result's columns");
        features.add("wanted-touched", coverage.mean(wanted, both), "the wanted is not among columns and tables");
        features.add(
                "first-wanted-touched",
                coverage.mean(wanted.stream().limit(1).toList(), both),
                "what is wanted first is not touched");
        features.add(
                "first-wanted-projected",
                coverage.mean(wanted.stream().limit(1).toList(), result),
                "what is wanted first is no result");
        features.add(
                "last-wanted-touched",
                coverage.mean(wanted.reversed().stream().limit(1).toList(), both),
                "what is wanted is not touched");
        features.count("wanted-count", wanted.size(), 6, "wanted words");
        features.add("result-wanted-told", resultWanted(wanted), "the result is not what is wanted");
    }

    private double resultWanted(List<Question.Word> wanted) {
        return outline.columns(Clause.PROJECT, outline.outer()).stream()
                .mapToDouble(name -> best(wanted, name))
                .average()
                .orElse(1);
    }

    private double best(List<Question.Word> wanted, String name) {
        return Names.parts(name).stream()
                .flatMapToDouble(part -> wanted.stream().mapToDouble(word -> links.alike(part, word.text())))
                .max()
                .orElse(0);
    }

    /// What is to be counted stands behind "how many" and "number of".
    private void counted() {
        Matcher matcher = COUNTING.matcher(question.text());
        Set<String> parts = new HashSet<>();
        outline.tables().forEach(table -> parts.addAll(Names.parts(table)));
        outline.columns(Clause.PROJECT, outline.blocks()).forEach(column -> parts.addAll(Names.parts(column)));
        double told = 1;
        if (matcher.find()) {
            String behind = question.text()
                    .substring(matcher.end(), Math.min(question.text().length(), matcher.end() + REACH));
            told = Names.parts(behind).stream()
                    .limit(3)
                    .flatMapToDouble(word -> parts.stream().mapToDouble(part -> links.alike(part, word)))
                    .max()
                    .orElse(1);
        }
        features.add("counted-told", told, "what is to be counted is not what the statement reads");
    }

    /// How many things the request wants, and how many columns the result has.
    private void width() {
        int items =
                outline.outer().stream().mapToInt(block -> block.items).max().orElse(1);
        boolean star = outline.outer().stream().anyMatch(block -> block.star);
        int ands = (int) question.words().stream()
                .filter(word -> word.head() && word.text().equals("and"))
                .count();
        boolean one = !question.text().contains(" and ") && !question.text().contains(",");
        features.count("result-width", items, 8, "columns of the result");
        features.count("head-ands", ands, 3, "joined wishes at the head of the request");
        features.add(
                "width-differs", 0.5 + (items - 1 - ands) / 6.0, "the result has other columns than the request wants");
        features.add("star", star, "the statement takes all columns");
        features.add(
                "several-missing",
                items == 1 && ands > 0 && !star,
                "the request wants several things, the result has one column");
        features.add("width-unasked", items > 1 && one, "the result has several columns, the request wants one");
    }
}
