package dev.sallyport.authority.intent.sql;

import java.util.List;
import java.util.Set;

/// The shape of a statement (aggregates, groups, order, limits, set operations) against the turns of
/// English that ask for it.
final class ShapeSignals {

    private static final Set<String> MORE = Set.of(">", ">=");
    private static final Set<String> FEWER = Set.of("<", "<=");

    private ShapeSignals() {}

    static void add(Features features, Question question, Outline outline) {
        List<Block> outer = outline.outer();
        boolean number = question.words().stream().anyMatch(Question.Word::number);
        boolean count = any(outline, "COUNT");
        boolean sorted = outline.blocks().stream().anyMatch(block -> block.has(Clause.ORDER));
        boolean limited = outline.blocks().stream().anyMatch(block -> !block.limit.isEmpty());
        boolean most = any(outline, "MAX");
        boolean least = any(outline, "MIN");
        boolean grouped = outline.blocks().stream().anyMatch(block -> block.has(Clause.GROUP));
        boolean extreme = question.has(Cue.MOST) || question.has(Cue.LEAST);
        features.pair("count", question.has(Cue.COUNT), count, "a count");
        features.pair("average", question.has(Cue.AVERAGE), any(outline, "AVG"), "an average");
        features.pair("sum", question.has(Cue.SUM), any(outline, "SUM"), "a sum");
        features.pair("most", question.has(Cue.MOST), most || (limited && descending(outline)), "a greatest value");
        features.pair("least", question.has(Cue.LEAST), least || (limited && !descending(outline)), "a least value");
        features.pair("extreme", extreme, most || least || limited, "a superlative");
        features.pair("group", question.has(Cue.EACH), grouped, "a grouping");
        features.pair("sort", question.has(Cue.SORT), sorted && !limited, "an order");
        features.pair("distinct", question.has(Cue.DISTINCT), distinct(outline), "distinct values");
        features.pair("not", question.has(Cue.NOT), negated(outline), "an exclusion");
        features.pair("or", question.has(Cue.OR), either(outline), "an alternative");
        features.pair("both", question.has(Cue.BOTH), joined(outline, "INTERSECT"), "an intersection");
        features.pair("more", question.has(Cue.MORE), operators(outline, MORE), "a lower bound");
        features.pair("fewer", question.has(Cue.FEWER), operators(outline, FEWER), "an upper bound");
        features.pair("like", question.has(Cue.LIKE), like(outline), "a pattern");
        features.pair("percent", question.has(Cue.PERCENT), arithmetic(outline), "a ratio or difference");
        features.pair(
                "everything",
                question.has(Cue.EVERYTHING),
                outer.stream().anyMatch(block -> block.star),
                "all columns");
        features.add(
                "sort-direction-wrong",
                wrongWay(question, outer),
                "the order runs the other way than the request asks");
        features.add(
                "extreme-wrong",
                opposite(question, outline),
                "the statement takes the other end than the request asks");
        features.add("count-first", startsCounting(question), "the request begins with how many or count");
        boolean counted = outer.stream().anyMatch(ShapeSignals::counts);
        features.add(
                "result-count-missing",
                startsCounting(question) && !counted,
                "the request wants a count, the result is none");
        features.add(
                "result-count-unasked",
                counted && !question.has(Cue.COUNT),
                "the result is a count that nobody asked for");
        boolean reckoned = outer.stream().anyMatch(ShapeSignals::reckons);
        boolean total = question.has(Cue.AVERAGE)
                || question.has(Cue.SUM)
                || question.has(Cue.MOST)
                || question.has(Cue.LEAST)
                || question.has(Cue.PERCENT);
        features.add(
                "result-reckoned-unasked",
                reckoned && !total,
                "the result is an average, sum or end that nobody asked for");
        features.add("result-plain", !counted && !reckoned, "the result is rows, no figure");
        features.add(
                "figure-asked-only",
                (startsCounting(question) || question.has(Cue.AVERAGE)) && !counted && !reckoned,
                "the request wants a figure, the result is rows");
        features.add("count-outside", outer.stream().anyMatch(ShapeSignals::counts), "the result is a count");
        features.add("request-has-number", number, "the request has a number");
        features.add(
                "set-operation",
                outline.blocks().stream().anyMatch(block -> !block.joinedBy.isEmpty()),
                "the statement combines queries");
        features.add("nested", outline.blocks().size() > outer.size(), "the statement has a query within a query");
        features.count("query-count", outline.blocks().size(), 8, "number of queries in the statement");
        features.count(
                "having",
                outline.blocks().stream().anyMatch(block -> block.has(Clause.HAVING)) ? 1 : 0,
                1,
                "it filters groups");
    }

    private static boolean any(Outline outline, String function) {
        return outline.blocks().stream()
                .flatMap(block -> block.aggregates.stream())
                .anyMatch(aggregate -> aggregate.function().equals(function) && aggregate.clause() != Clause.HAVING);
    }

    private static boolean counts(Block block) {
        return block.aggregates.stream()
                .anyMatch(aggregate -> aggregate.function().equals("COUNT") && aggregate.clause() == Clause.PROJECT);
    }

    private static boolean reckons(Block block) {
        return block.aggregates.stream()
                .anyMatch(aggregate -> aggregate.clause() == Clause.PROJECT
                        && Set.of("AVG", "SUM", "MIN", "MAX").contains(aggregate.function()));
    }

    private static boolean descending(Outline outline) {
        return outline.blocks().stream().anyMatch(block -> block.descending);
    }

    private static boolean distinct(Outline outline) {
        return outline.blocks().stream()
                .anyMatch(block -> block.distinct || block.aggregates.stream().anyMatch(Block.Aggregate::distinct));
    }

    private static boolean negated(Outline outline) {
        return joined(outline, "EXCEPT")
                || outline.tokens().stream()
                        .anyMatch(token -> token.symbol("!=") || token.symbol("<>") || token.word("NOT"))
                || outline.blocks().stream().anyMatch(block -> block.operators.contains("IS"));
    }

    private static boolean either(Outline outline) {
        return joined(outline, "UNION")
                || outline.tokens().stream().anyMatch(token -> token.word("OR") || token.word("IN"));
    }

    private static boolean joined(Outline outline, String operation) {
        return outline.blocks().stream().anyMatch(block -> block.joinedBy.equals(operation));
    }

    private static boolean operators(Outline outline, Set<String> operators) {
        return outline.blocks().stream()
                .flatMap(block -> block.operators.stream())
                .anyMatch(operator -> operators.contains(operator) || operator.endsWith("BETWEEN"));
    }

    private static boolean like(Outline outline) {
        return outline.blocks().stream()
                .flatMap(block -> block.operators.stream())
                .anyMatch(operator -> operator.endsWith("LIKE"));
    }

    private static boolean arithmetic(Outline outline) {
        return outline.tokens().stream().anyMatch(token -> token.symbol("/") || token.symbol("-"));
    }

    private static boolean startsCounting(Question question) {
        String text = question.text().strip();
        return text.startsWith("how many")
                || text.startsWith("count")
                || (text.contains("the number of") && text.indexOf("the number of") < 25);
    }

    private static boolean wrongWay(Question question, List<Block> outer) {
        boolean down = outer.stream().anyMatch(block -> block.descending);
        boolean up = outer.stream().anyMatch(block -> block.has(Clause.ORDER) && !block.descending);
        boolean asksDown = question.has(Cue.DESCENDING);
        boolean asksUp = question.has(Cue.ASCENDING);
        return (asksDown && !asksUp && up) || (asksUp && !asksDown && down);
    }

    private static boolean opposite(Question question, Outline outline) {
        boolean most = question.has(Cue.MOST) && !question.has(Cue.LEAST);
        boolean least = question.has(Cue.LEAST) && !question.has(Cue.MOST);
        return (most && any(outline, "MIN") && !any(outline, "MAX"))
                || (least && any(outline, "MAX") && !any(outline, "MIN"));
    }
}
