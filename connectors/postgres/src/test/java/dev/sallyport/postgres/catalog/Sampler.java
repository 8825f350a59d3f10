package dev.sallyport.postgres.catalog;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// A table with a column of each kind of type, filled with what is at the ends of each.
final class Sampler {

    private static final int ROWS = 60;

    private static final List<Column> ALL = List.of(
            new Column("i2", "int2", List.of("0", "-32768", "32767")),
            new Column("i4", "int4", List.of("0", "-2147483648", "2147483647", "7")),
            new Column("i8", "int8", List.of("0", "-9223372036854775808", "9223372036854775807")),
            new Column("num", "numeric", List.of("0", "NaN", "1e500", "-1e-500", "1.5")),
            new Column("f4", "float4", List.of("0", "NaN", "Infinity", "1e38")),
            new Column("f8", "float8", List.of("-0", "NaN", "-Infinity", "1e308")),
            new Column("t", "text", List.of("", "\\", "x\\", "%", "{", "[1", "{1,2}", "7", "tru", "2024-01-01", "é")),
            new Column("vc", "varchar(20)", List.of("", "a", "\\")),
            new Column("bp", "char(5)", List.of("", "a", "\\")),
            new Column("nm", "name", List.of("", "a")),
            new Column("b", "bool", List.of("true", "false")),
            new Column("byt", "bytea", List.of("", "\\x00ff", "\\x5c")),
            new Column("d", "date", List.of("-infinity", "infinity", "4714-11-24 BC", "5874897-12-31", "2024-01-01")),
            new Column("ts", "timestamp", List.of("-infinity", "infinity", "4714-11-24 BC", "294276-12-31 23:59:59")),
            new Column(
                    "tz", "timestamptz", List.of("infinity", "4714-11-24 00:00:00+00 BC", "294276-12-31 23:59:59+00")),
            new Column("tm", "time", List.of("00:00", "24:00")),
            new Column("iv", "interval", List.of("0", "178000000 years", "-178000000 years")),
            new Column("u", "uuid", List.of("00000000-0000-0000-0000-000000000000")),
            new Column("ip", "inet", List.of("0.0.0.0/0", "::1", "127.0.0.1")),
            new Column("j", "json", List.of("null", "5", "\"\\u0000\"", "{\"a\": \"\\u0000\"}", "[1]")),
            new Column("jb", "jsonb", List.of("null", "5", "\"a\"", "{\"a\": [1]}", "[1, {}]")),
            new Column("ai", "int[]", List.of("{}", "{{1,2},{3,4}}", "{NULL}", "[5:6]={1,2}")),
            new Column("att", "text[]", List.of("{}", "{\"\\\\\"}", "{{a},{b}}")),
            new Column("r", "int4range", List.of("empty", "(,)", "[1,2147483647)")),
            new Column("e", "mood", List.of("sad", "glad")),
            new Column("ae", "mood[]", List.of("{}", "{sad}")),
            new Column("dom", "small", List.of("1", "9")),
            new Column("bo", "box", List.of("(0,0),(1,1)", "(NaN,0),(1,Infinity)")),
            new Column("pt", "point", List.of("(0,0)", "(NaN,1e308)", "(1e308,-1e308)")),
            new Column("ci", "circle", List.of("<(0,0),0>", "<(1e308,0),1e308>")),
            new Column("pa", "path", List.of("[(0,0),(1,1)]", "((0,0),(1,1))")),
            new Column("po", "polygon", List.of("((0,0))", "((0,0),(1,1),(1,0))")),
            new Column("li", "line", List.of("{1,0,0}", "{0,1,1e308}")),
            new Column("ls", "lseg", List.of("[(0,0),(1,1)]")),
            new Column("tsv", "tsvector", List.of("", "'a':1")),
            new Column("bi", "bit(4)", List.of("0000", "1111")),
            new Column("vb", "varbit", List.of("", "101")),
            new Column("oi", "oid", List.of("0", "4294967295")),
            new Column("po2", "text COLLATE \"POSIX\"", List.of("", "a", "\\")),
            new Column("cc", "text COLLATE \"C\"", List.of("", "a")),
            new Column("nd", "text COLLATE anyhow", List.of("", "a")),
            new Column("mo", "money", List.of("0", "-92233720368547758.08")));

    /// Their names.
    static final List<String> COLUMNS = ALL.stream().map(Column::name).toList();

    private Sampler() {}

    private record Column(String name, String type, List<String> values) {

        String literal(Random random) {
            return "'" + values.get(random.nextInt(values.size())).replace("'", "''") + "'";
        }
    }

    /// One of the values that stand in that column.
    static String literal(String column, Random random) {
        return ALL.get(COLUMNS.indexOf(column)).literal(random);
    }

    /// `sampler`, and `nobody` with the same columns and no rows.
    static void create(Statement statement, Random random) throws SQLException {
        String columns =
                ALL.stream().map(column -> column.name() + " " + column.type()).collect(Collectors.joining(", "));
        statement.execute("CREATE COLLATION anyhow (provider = icu, locale = 'und', deterministic = false)");
        statement.execute("CREATE TYPE mood AS ENUM ('sad', 'glad')");
        statement.execute("CREATE DOMAIN small AS int CHECK (VALUE < 10)");
        statement.execute("CREATE TABLE sampler (id int PRIMARY KEY, " + columns + ")");
        statement.execute("CREATE TABLE nobody (LIKE sampler)");
        for (int id = 1; id <= ROWS; id++) {
            String values = ALL.stream()
                    .map(column -> random.nextInt(9) == 0 ? "NULL" : column.literal(random))
                    .collect(Collectors.joining(", "));
            statement.execute("INSERT INTO sampler VALUES (" + id + ", " + values + ")");
        }
    }
}
