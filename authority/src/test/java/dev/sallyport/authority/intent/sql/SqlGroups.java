package dev.sallyport.authority.intent.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Features by what they look at, for the ablation.
final class SqlGroups {

    private SqlGroups() {}

    static Map<String, Predicate<String>> byName() {
        Map<String, Predicate<String>> groups = new LinkedHashMap<>();
        groups.put(
                "shape (aggregates, groups, order, limits)",
                starting(
                        "count-missing",
                        "count-unasked",
                        "count-agreed",
                        "average",
                        "sum",
                        "most",
                        "least-",
                        "extreme",
                        "group-",
                        "sort",
                        "distinct",
                        "not-",
                        "or-",
                        "both",
                        "more-",
                        "fewer",
                        "like",
                        "percent",
                        "result-count",
                        "result-reckoned",
                        "result-plain",
                        "figure",
                        "count-first",
                        "count-outside",
                        "set-operation",
                        "nested",
                        "query-count",
                        "having"));
        groups.put(
                "values (both ways)",
                starting(
                        "quoted",
                        "number-",
                        "capital",
                        "named-values",
                        "values-",
                        "strong",
                        "text-invented",
                        "value-count",
                        "limit-told",
                        "condition-told",
                        "condition-mean",
                        "written"));
        groups.put("words that nothing covers", starting("words-uncovered", "tail", "named-untouched"));
        groups.put(
                "what is wanted first",
                starting(
                        "wanted",
                        "first-wanted",
                        "last-wanted",
                        "result-wanted",
                        "counted-told",
                        "result-width",
                        "head-ands",
                        "width",
                        "several"));
        groups.put(
                "tables and columns",
                starting("projected", "compared", "grouped", "ordered", "table", "other-table", "column-spelt"));
        groups.put(
                "width and conditions (star, WHERE)",
                starting(
                        "star",
                        "everything",
                        "condition-missing",
                        "condition-unasked",
                        "unrestricted",
                        "restricted",
                        "condition-count"));
        return groups;
    }

    private static Predicate<String> starting(String... beginnings) {
        return name -> List.of(beginnings).stream().anyMatch(name::startsWith);
    }
}
