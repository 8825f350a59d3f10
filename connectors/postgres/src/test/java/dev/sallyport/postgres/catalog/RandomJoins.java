package dev.sallyport.postgres.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes queries that join `customers` and `tickets` in all ways, two to four of them, called `a`, `b`, … in their
/// order. For one thread.
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
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> column(of) + " = " + column(of);
            case 2, 3 -> column(of) + " = " + value();
            case 4 -> column(of) + " IN (" + value() + ", " + value() + ")";
            case 5 -> column(of) + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
            case 6 -> "(" + condition(of, depth - 1) + " OR " + condition(of, depth - 1) + ")";
            case 7 -> "(" + condition(of, depth - 1) + " AND " + condition(of, depth - 1) + ")";
            default -> "COALESCE(" + column(of) + ", 2) = 2";
        };
    }
}
