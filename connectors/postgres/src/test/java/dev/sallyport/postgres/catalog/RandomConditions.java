package dev.sallyport.postgres.catalog;

import java.util.List;
import java.util.Random;

/// Writes conditions on the columns of [Sampler]: operators, functions, casts and choices of all kinds of values, most
/// of which PostgreSQL does not take. For one thread.
final class RandomConditions {

    private static final List<String> OPERATORS = List.of(
            "=", "<>", "<", "<=", ">", ">=", "||", "->", "->>", "@>", "<@", "&&", "?", "?|", "+", "-", "*", "/", "%",
            "~", "~~", "<<", "<->", "#>>", "@@", "^", "&", "|");
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "LIKE", "NOT ILIKE", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");
    private static final List<String> FUNCTIONS = List.of(
            "lower",
            "upper",
            "length",
            "md5",
            "btrim",
            "ltrim",
            "left",
            "right",
            "concat",
            "strpos",
            "starts_with",
            "array_length",
            "cardinality",
            "jsonb_typeof",
            "abs",
            "round",
            "reverse",
            "initcap",
            "sqrt",
            "to_char",
            "date_trunc",
            "substr",
            "repeat",
            "greatest",
            "coalesce",
            "nullif",
            "least",
            "area",
            "char_length",
            "to_number",
            "chr",
            "ascii",
            "jsonb_array_length",
            "array_upper",
            "concat_ws",
            "age",
            "factorial",
            "nullif",
            "nullif",
            "date",
            "date_part",
            "mod",
            "split_part",
            "substring",
            "octet_length",
            "unnest");
    private static final List<String> TYPES = List.of(
            "int2",
            "int4",
            "int8",
            "numeric",
            "float4",
            "float8",
            "text",
            "varchar",
            "date",
            "timestamp",
            "timestamptz",
            "interval",
            "uuid",
            "jsonb",
            "json",
            "bool",
            "int4[]",
            "text[]",
            "mood",
            "box",
            "point",
            "name",
            "time",
            "varchar(3)",
            "numeric(4,2)",
            "bytea",
            "inet");
    private static final List<String> LITERALS = List.of(
            "'a'",
            "''",
            "'7'",
            "'{1,2}'",
            "'[1]'",
            "'{}'",
            "'2024-02-30'",
            "'2024-02-28'",
            "'30 days'",
            "'300000 years'",
            "'a\\'",
            "'%x%'",
            "'{\"a\": 1}'",
            "'sad'",
            "'t'",
            "'1e400'",
            "'(1,1)'",
            "'infinity'",
            "7",
            "0",
            "-1",
            "2147483647",
            "9223372036854775807",
            "1.5",
            "1e300",
            "true",
            "NULL",
            "now()",
            "current_date",
            "current_timestamp",
            "localtimestamp",
            "current_user",
            "'5874897-12-31'::date",
            "'-1'::int8",
            "'1'::oid",
            "2",
            "1",
            "3");
    private static final List<String> SPANS = List.of(
            "interval '30 days'",
            "interval '300000 years'",
            "'1 day'::interval",
            "7",
            "interval '1 year 2 months'",
            "interval '02:30:00'",
            "make_interval(days => 3)",
            "make_interval(years => 300000)",
            "iv",
            "interval '1' month");

    private final Random random;

    RandomConditions(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder all = new StringBuilder(one());
        while (random.nextInt(3) == 0)
            all.append(random.nextBoolean() ? " AND " : " OR ").append(one());
        return all.toString();
    }

    private String one() {
        return switch (random.nextInt(20)) {
            case 0 -> value(2) + " IN (" + value(1) + ", " + value(0) + ")";
            case 1 -> value(1) + " BETWEEN " + value(0) + " AND " + value(1);
            case 2 -> value(1) + " = ANY (" + array() + ")";
            case 3 -> "(" + value(1) + ", " + value(0) + ") = (" + value(1) + ", " + value(1) + ")";
            case 4 -> "NOT (" + one() + ")";
            case 5 -> value(2) + " IS NOT NULL";
            case 10 -> several() + " IS NOT NULL";
            case 11 -> of(Sampler.COLUMNS) + " IN (" + of(LITERALS) + ", " + value(1) + ", " + value(0) + ")";
            case 12 ->
                "t " + of(List.of("LIKE", "NOT ILIKE")) + " " + of(List.of("ANY", "ALL")) + " (" + patterns() + ")";
            case 13 -> "t LIKE " + pattern();
            case 6 -> time() + " " + of(COMPARISONS) + " " + time();
            case 7 -> "EXISTS (SELECT 1 FROM sampler o WHERE o." + of(Sampler.COLUMNS) + " = " + value(1) + ")";
            case 8, 9 -> like();
            default -> value(2) + " " + of(COMPARISONS) + " " + value(1);
        };
    }

    /// A column with something that is likely to suit it.
    private String like() {
        String column = of(Sampler.COLUMNS);
        return random.nextBoolean()
                ? column + " " + of(OPERATORS) + " " + Sampler.literal(column, random)
                : column + " " + of(COMPARISONS) + " "
                        + (random.nextBoolean() ? column : Sampler.literal(column, random));
    }

    /// Values of several queries, brought to one type.
    private String several() {
        String one = value(1);
        String other = value(1);
        return switch (random.nextInt(4)) {
            case 0 -> "(SELECT q.v FROM (VALUES (" + one + "), (" + other + ")) q (v) LIMIT 1 OFFSET 1)";
            case 1 -> "ARRAY (SELECT " + one + " UNION ALL SELECT " + other + ")";
            case 2 -> "(SELECT " + one + " UNION SELECT " + other + " LIMIT 1)";
            default -> "ARRAY (SELECT o." + of(Sampler.COLUMNS) + " FROM sampler o)";
        };
    }

    private String patterns() {
        return of(List.of("'{a%,\"x\\\\\"}'", "'{a,b}'", "ARRAY['a', 'x\\']", "ARRAY['a', '%']", "att"));
    }

    private String pattern() {
        return of(List.of(
                "'%' || t || '%'",
                "'%' || 'a' || '%'",
                "concat('a', t, '%')",
                "'a' || t",
                "t || '\\'",
                "like_escape('x', t)",
                "'x' ESCAPE t",
                "'a#%' ESCAPE '#'",
                "'%' || vc || ''"));
    }

    private String array() {
        return switch (random.nextInt(4)) {
            case 0 -> "ai";
            case 1 -> "att";
            case 2 -> "ARRAY[" + value(0) + ", " + value(1) + "]";
            default -> "'{1,2}'";
        };
    }

    private String time() {
        return switch (random.nextInt(6)) {
            case 0 -> "ts";
            case 1 -> "tz";
            case 2 -> "d";
            case 3 ->
                "date_trunc('" + of(List.of("month", "days", "nothing", "year", " month", "mons ")) + "', " + time()
                        + ")";
            default ->
                of(List.of("now()", "current_date", "localtimestamp", "tz")) + of(List.of(" - ", " + ")) + of(SPANS);
        };
    }

    private String value(int depth) {
        if (depth == 0) return random.nextInt(3) == 0 ? of(LITERALS) : of(Sampler.COLUMNS);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + value(depth - 1) + ")::" + of(TYPES);
            case 1 -> of(FUNCTIONS) + "(" + value(depth - 1) + ")";
            case 2 -> of(FUNCTIONS) + "(" + value(depth - 1) + ", " + value(0) + ")";
            case 3 -> "(" + value(depth - 1) + " " + of(OPERATORS) + " " + value(0) + ")";
            case 4 -> "CASE WHEN b THEN " + value(depth - 1) + " ELSE " + value(0) + " END";
            case 5 -> "COALESCE(" + value(depth - 1) + ", " + value(0) + ")";
            case 6 ->
                "extract(" + of(List.of("year", "epoch", "nothing", "hour")) + " FROM " + of(List.of("ts", "d", "tz"))
                        + ")";
            default -> value(0);
        };
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
