package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Values both ways: does each value of the request appear in the statement, and does each value of the
/// statement come from the request?
final class ValueSignals {

    private static final Set<String> UNITS =
            Set.of("year", "month", "week", "day", "hour", "quarter", "dow", "minute", "second", "isodow");

    private ValueSignals() {}

    static void add(Features features, Question question, Outline outline, Values values, Links links, Schema schema) {
        named(features, question, values, links, schema, outline);
        invented(features, values);
        conditions(features, question, outline);
    }

    private static void named(
            Features features, Question question, Values values, Links links, Schema schema, Outline outline) {
        Set<String> known = Vocabulary.of(schema, outline);
        List<String> quoted =
                question.quoted().stream().filter(text -> !isName(text, known)).toList();
        List<String> lostQuotes = quoted.stream()
                .filter(text -> !values.hasQuoted(text))
                .skip(values.slots())
                .toList();
        List<Question.Word> numbers = question.words().stream()
                .filter(word -> word.number() && !word.quoted() && !known.contains(word.text()))
                .toList();
        List<Question.Word> lostNumbers = numbers.stream()
                .filter(word -> !values.hasWord(word))
                .skip(values.slots())
                .toList();
        List<Question.Word> capitals = question.words().stream()
                .filter(word -> word.capital() && !word.quoted() && !word.number() && word.content())
                .filter(word ->
                        links.covered(word, known) < 0.8 && !outline.produced().contains(word.text()))
                .toList();
        List<Question.Word> lostCapitals = capitals.stream()
                .filter(word -> !values.hasWord(word))
                .skip(values.slots())
                .toList();
        features.add(
                "quoted-missing", part(lostQuotes.size(), quoted.size()), "the statement lacks " + shown(lostQuotes));
        features.add(
                "number-missing",
                part(lostNumbers.size(), numbers.size()),
                "the statement lacks " + texts(lostNumbers));
        features.add(
                "capital-missing",
                part(lostCapitals.size(), capitals.size()),
                "the statement lacks " + texts(lostCapitals));
        features.count(
                "named-values", quoted.size() + numbers.size() + capitals.size(), 8, "values that the request names");
        List<String> all = new ArrayList<>(lostQuotes);
        lostNumbers.forEach(word -> all.add(word.text()));
        lostCapitals.forEach(word -> all.add(word.text()));
        String lack = "the statement lacks " + shown(all);
        int lost = lostQuotes.size() + lostNumbers.size() + lostCapitals.size();
        features.add("values-missing", part(lost, quoted.size() + numbers.size() + capitals.size()), lack);
        features.count("values-missing-count", lost, 6, lack);
        features.add(
                "values-missing-unrestricted",
                lost > 0 && !outline.restricted(),
                "the request names values, the statement has no condition");
        features.count("strong-missing", lostQuotes.size() + lostNumbers.size(), 4, lack);
    }

    private static String texts(List<Question.Word> words) {
        return shown(words.stream().map(Question.Word::text).toList());
    }

    private static boolean isName(String text, Set<String> known) {
        return !text.isEmpty() && known.containsAll(Names.parts(text));
    }

    private static void invented(Features features, Values values) {
        List<Block.Literal> literals =
                values.literals().stream().filter(ValueSignals::counts).toList();
        List<String> texts = literals.stream()
                .filter(literal -> !literal.number() && values.told(literal) < 0.3)
                .map(Block.Literal::text)
                .toList();
        List<String> numbers = literals.stream()
                .filter(literal -> literal.number() && values.told(literal) < 0.3)
                .map(Block.Literal::text)
                .toList();
        double told = literals.stream().mapToDouble(values::told).average().orElse(1);
        features.add(
                "text-invented", part(texts.size(), literals.size()), "the request does not speak of " + shown(texts));
        features.add(
                "number-invented",
                part(numbers.size(), literals.size()),
                "the request does not speak of " + shown(numbers));
        features.add("values-told", told, "part of the statement's values that the request names");
        features.count(
                "values-invented-count",
                texts.size() + numbers.size(),
                6,
                "values of the statement that the request lacks");
        features.count("value-count", literals.size(), 8, "values of the statement");
        features.add(
                "written-told",
                literals.stream()
                        .filter(l -> l.clause() == Clause.SET || l.clause() == Clause.VALUES)
                        .mapToDouble(values::told)
                        .average()
                        .orElse(1),
                "part of the written values that the request names");
        features.add(
                "written-least-told",
                literals.stream()
                        .filter(l -> l.clause() == Clause.SET)
                        .mapToDouble(values::told)
                        .min()
                        .orElse(1),
                "the least told of the values that are set");
        features.add(
                "condition-mean-told",
                literals.stream()
                        .filter(l -> l.clause().condition())
                        .mapToDouble(values::told)
                        .average()
                        .orElse(1),
                "how far the request names the values of the conditions");
        features.add("limit-told", limitTold(values), "the number of rows comes from the request");
        features.add(
                "condition-told",
                literals.stream()
                        .filter(l -> l.clause().condition())
                        .mapToDouble(values::told)
                        .min()
                        .orElse(1),
                "the least told value of a condition");
    }

    private static boolean limitTold(Values values) {
        return values.literals().stream()
                .filter(literal -> literal.clause() == Clause.LIMIT)
                .allMatch(literal -> literal.text().equals("1") || values.told(literal) > 0.5);
    }

    /// Whether a value says something: not the constants of arithmetic, row limits or units of dates.
    private static boolean counts(Block.Literal literal) {
        boolean constant = literal.number()
                && ((!literal.clause().condition()
                                && literal.clause() != Clause.SET
                                && literal.clause() != Clause.VALUES)
                        || literal.operator().isEmpty());
        boolean unit =
                UNITS.contains(Names.plain(literal.text())) || literal.text().isBlank();
        boolean trivial = literal.number()
                && (literal.text().equals("0") || literal.text().equals("1"));
        return !constant && !unit && !trivial && literal.clause() != Clause.LIMIT;
    }

    private static void conditions(Features features, Question question, Outline outline) {
        boolean asked = question.has(Cue.WHICH);
        boolean restricted = outline.restricted();
        boolean narrowed = restricted
                || outline.blocks().stream().anyMatch(block -> !block.limit.isEmpty() || !block.joinedBy.isEmpty());
        features.add(
                "condition-missing", asked && !restricted, "the request names a condition, the statement has none");
        features.add(
                "condition-unasked", !asked && restricted, "the statement has a condition, the request names none");
        boolean changes = outline.effect() == Effect.UPDATE || outline.effect() == Effect.DELETE;
        features.add("changes", changes, "the statement changes or deletes rows");
        features.add("inserts", outline.effect() == Effect.INSERT, "the statement adds rows");
        features.add("unrestricted", !narrowed, "the statement takes every row");
        features.add("restricted", restricted, "the statement has a condition");
        features.count(
                "condition-count",
                outline.blocks().stream().mapToInt(block -> block.conditions).sum(),
                10,
                "comparisons in the statement");
        features.count("request-length", question.content().size(), 24, "content words of the request");
    }

    static double part(int some, int all) {
        return all == 0 ? 0 : (double) some / all;
    }

    static String shown(List<String> texts) {
        return texts.isEmpty()
                ? "nothing"
                : "`" + Shown.of(texts.getFirst()) + "`" + (texts.size() > 1 ? " and others" : "");
    }
}
