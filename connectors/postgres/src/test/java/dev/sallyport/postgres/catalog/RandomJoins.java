package dev.sallyport.postgres.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes queries that join `customers` and `tickets` in all ways, two to four of them, called `a`, `b`, … in their
/// order, and ask for those that stand in `links`. For one thread.
final class RandomJoins {

    private final Random random;
    private final List<String> tables = new ArrayList<>();

    RandomJoins(long seed) {
        random = new Random(seed);
    }

    /// @param tables of `a`, `b`, …
    record Query(List<String> tables, String from, String where) {

        String name(int at) {
            return String.valueOf((char) ('a' + at));
        }
    }

    Query next() {
        tables.clear();
        List<Integer> all = new ArrayList<>();
        String from = item(all, 2 + random.nextInt(3));
        if (random.nextInt(3) == 0) from = "(" + from + " " + listed(all) + ")";
        StringBuilder where = new StringBuilder(condition(all, 2));
        while (random.nextInt(3) > 0) where.append(" AND ").append(condition(all, 2));
        return new Query(List.copyOf(tables), from, where.toString());
    }

    /// A join with values that the query names.
    private String listed(List<Integer> of) {
        String kind = List.of("JOIN ", "LEFT JOIN ", "RIGHT JOIN ").get(random.nextInt(3));
        String values = "(VALUES (" + value() + "), (" + value() + ")) v (i)";
        return kind + values + " ON v.i = " + column(of);
    }

    private String item(List<Integer> in, int size) {
        if (size == 1) return table(in);
        int first = 1 + random.nextInt(size - 1);
        List<Integer> mine = new ArrayList<>();
        String left = item(mine, first);
        String right = item(mine, size - first);
        in.addAll(mine);
        return "(" + left + " " + join(right, mine) + ")";
    }

    private String table(List<Integer> in) {
        in.add(tables.size());
        tables.add(random.nextBoolean() ? "tickets" : "customers");
        return tables.getLast() + " " + (char) ('a' + tables.size() - 1);
    }

    private String join(String right, List<Integer> of) {
        String kind = List.of("JOIN ", "LEFT JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ")
                .get(random.nextInt(5));
        if (of.size() == 2 && random.nextInt(6) == 0) return kind + right + " USING (id)";
        // the server makes full joins of equal columns only
        String on = kind.startsWith("FULL")
                ? called(of.getFirst()) + ".id = " + called(of.getLast()) + ".id"
                : condition(of, 1) + (random.nextBoolean() ? " AND " + condition(of, 1) : "");
        return kind + right + " ON " + on;
    }

    private static char called(int table) {
        return (char) ('a' + table);
    }

    private String column(List<Integer> of) {
        int table = of.get(random.nextInt(of.size()));
        boolean other = tables.get(table).equals("tickets") && random.nextBoolean();
        return called(table) + (other ? ".customer_id" : ".id");
    }

    private int value() {
        return 1 + random.nextInt(4);
    }

    private String condition(List<Integer> of, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 8)) {
            case 0, 1 -> column(of) + " = " + column(of);
            case 2, 3 -> column(of) + " = " + value();
            case 4 -> column(of) + " IN (" + value() + ", " + value() + ")";
            case 5 -> column(of) + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
            case 6, 7 -> linked(of);
            case 8 -> "(" + condition(of, depth - 1) + " OR " + condition(of, depth - 1) + ")";
            case 9 -> "(" + condition(of, depth - 1) + " AND " + condition(of, depth - 1) + ")";
            default -> "COALESCE(" + column(of) + ", 2) = 2";
        };
    }

    /// Queries inside conditions; none of those that are a value answers two rows.
    private String linked(List<Integer> of) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> column(of) + " IN (" + links("l.customer_id", some(of)) + ")";
            case 2 -> column(of) + " = ANY (" + links("l.id", some(of)) + ")";
            case 3 -> column(of) + " = ANY (ARRAY (" + links("l.customer_id", some(of)) + "))";
            case 4 -> column(of) + " = (" + links("l.customer_id", "l.id = " + value()) + ")";
            case 5 -> "(" + links("l.customer_id", some(of)) + " LIMIT 1) = " + column(of);
            case 6 -> "EXISTS (" + links("1", "l.customer_id = " + column(of) + " AND " + some(of)) + ")";
            case 7 -> "EXISTS (" + links("count(*)", "l.customer_id = " + column(of) + " AND " + some(of)) + ")";
            case 8 ->
                "EXISTS (SELECT FROM (" + links("l.customer_id", some(of)) + ") k LEFT JOIN links m ON m.id = "
                        + column(of) + " WHERE k.customer_id = " + column(of) + ")";
            default ->
                "NOT " + column(of) + " IN (" + links("l.customer_id", "l.customer_id > 0 AND " + some(of)) + ")";
        };
    }

    private static String links(String what, String where) {
        return "SELECT " + what + " FROM links l WHERE " + where;
    }

    private String some(List<Integer> of) {
        return switch (random.nextInt(4)) {
            case 0 -> "l.id = " + column(of);
            case 1 -> "l.customer_id = " + value();
            case 2 -> "l.id IN (" + value() + ", " + value() + ")";
            default -> "l.id = " + value();
        };
    }
}
