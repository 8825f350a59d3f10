package dev.sallyport.postgres.catalog;

import java.util.List;
import java.util.Random;

/// Random INSERTs into a table `sink (x int)`, whose rows stand in the text or come from few records.
final class RandomRows {

    private static final List<String> ARRAYS = List.of(
            "ARRAY[1, 2, 3]",
            "ARRAY[1, NULL]",
            "'{1,2,NULL}'::int[]",
            "'{}'::int[]",
            "NULL::int[]",
            "ARRAY[ARRAY[1, 2], ARRAY[3, 4]]",
            "'{{1,2},{3,4}}'::int[]",
            "ARRAY['{1,2}'::int[], '{3,4}']",
            "'[2:4]={1,2,3}'::int[]",
            "ARRAY[7]::int[]",
            "string_to_array('1,2,3', ',')::int[]");

    private static final List<String> SERIES =
            List.of("1, 3", "3, 1", "3, -3, -2", "-2, 2, 3", "1, 1", "0, 2, 1 + 1", "1, 4, 0", "5, 5, -1");

    private static final List<String> CHANGES = List.of(
            "UPDATE tickets SET customer_id = 1 WHERE id IN (1, 2) RETURNING id",
            "UPDATE tickets t SET customer_id = 1 FROM customers c WHERE t.id IN (1, 2, 3) RETURNING t.id",
            "DELETE FROM tickets WHERE id = 5 RETURNING id",
            "DELETE FROM tickets WHERE customer_id = 2 RETURNING id",
            "INSERT INTO tickets (id) VALUES (90), (91) RETURNING id",
            "INSERT INTO tickets (id) SELECT x FROM generate_series(90, 92) x RETURNING id",
            "INSERT INTO tickets (id) SELECT id + 90 FROM customers WHERE id IN (1, 2) RETURNING id",
            "INSERT INTO tickets (id) VALUES (1), (2) ON CONFLICT (id) DO UPDATE SET customer_id = 1 RETURNING id");

    private final Random random;

    RandomRows(long seed) {
        random = new Random(seed);
    }

    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> "WITH w (x) AS (" + of(CHANGES) + ") INSERT INTO sink (x) " + around("w");
            case 1, 2 -> "WITH w (x) AS (" + rows(3) + ") INSERT INTO sink (x) " + around("w");
            default -> "INSERT INTO sink (x) " + rows(4);
        };
    }

    private String rows(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 12)) {
            case 0 -> "SELECT 1" + (random.nextBoolean() ? "" : " WHERE false");
            case 1 -> "VALUES (1), (2)" + (random.nextBoolean() ? "" : ", (3)");
            case 2 -> "SELECT x FROM unnest(" + of(ARRAYS) + ") x";
            case 3 -> "SELECT x FROM generate_series(" + of(SERIES) + ") x";
            case 4 -> "SELECT t.x FROM unnest(" + of(ARRAYS) + ", " + of(ARRAYS) + ") AS t (x, y)";
            case 5 -> "SELECT id FROM customers" + (random.nextBoolean() ? "" : " WHERE id IN (1, 2)");
            case 6, 7 ->
                part(depth) + " " + of(List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT ALL")) + " " + part(depth);
            case 8 -> "SELECT s.x FROM " + part(depth) + " AS s (x), " + part(depth) + " AS r (y)";
            case 9 -> "SELECT generate_series(1, 3) FROM " + part(depth) + " AS s (x)";
            case 10 -> "WITH w (x) AS " + part(depth) + " " + around("w");
            default -> around(part(depth) + " AS s (x)");
        };
    }

    private String part(int depth) {
        return "(" + rows(depth - 1) + ")";
    }

    private String around(String source) {
        return "SELECT x FROM " + source
                + of(List.of(
                        "",
                        "",
                        " ORDER BY x",
                        " LIMIT 2",
                        " LIMIT NULL",
                        " FETCH FIRST 1 ROW WITH TIES",
                        " GROUP BY x",
                        " GROUP BY GROUPING SETS (x, x)",
                        " ORDER BY generate_series(1, 2)",
                        " ORDER BY x FETCH FIRST 1 ROW WITH TIES"));
    }

    private String of(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
