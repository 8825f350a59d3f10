package dev.sallyport.authority.intent.sql;

import java.util.Set;

/// Words of SQL by what they do, in capitals.
final class Keywords {

    static final Set<String> AGGREGATES = Set.of(
            "COUNT", "SUM", "AVG", "MIN", "MAX", "GROUP_CONCAT", "STRING_AGG", "ARRAY_AGG", "JSON_AGG", "STDDEV");
    static final Set<String> QUERIES = Set.of("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "VALUES");
    static final Set<String> COMPARISONS = Set.of("=", "==", "<", ">", "<=", ">=", "<>", "!=");
    static final Set<String> WORD_COMPARISONS =
            Set.of("LIKE", "ILIKE", "IN", "BETWEEN", "IS", "REGEXP", "RLIKE", "SIMILAR", "GLOB");
    /// Neither names of columns nor of functions.
    static final Set<String> NO_NAMES = Set.of(
            "AND",
            "OR",
            "NOT",
            "NULL",
            "EXISTS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "ALL",
            "ANY",
            "SOME",
            "TRUE",
            "FALSE",
            "INTERVAL",
            "LEFT",
            "RIGHT",
            "INNER",
            "OUTER",
            "CROSS",
            "FULL",
            "NATURAL",
            "BY",
            "OVER",
            "IF",
            "PARTITION",
            "ROWS",
            "RANGE",
            "PRECEDING",
            "FOLLOWING",
            "UNBOUNDED",
            "RECURSIVE",
            "ESCAPE",
            "NULLS",
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "CURRENT_TIME",
            "CASCADE",
            "LATERAL",
            "COLLATE",
            "CURRENT",
            "ROW");
    /// Behind these a name in a list of results is a column, behind every other word its alias.
    static final Set<String> BEFORE_NAMES = Set.of(
            "SELECT",
            "DISTINCT",
            "ALL",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "AND",
            "OR",
            "NOT",
            "TOP",
            "IN",
            "LIKE",
            "BETWEEN",
            "IS");
    /// Types that are also common names of columns: a type only before a text.
    static final Set<String> TYPES = Set.of("DATE", "TIMESTAMP", "TIME");

    private Keywords() {}
}
