package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bound parameters, phase PREPARE, and SQL's own PREPARE and EXECUTE.
class ParametersTest {

    private static final String BY_ID = "SELECT name FROM customers WHERE id = $1";

    @Test
    void binaryIntegersOfEachWidthAreRead() {
        assertThat(bound(BY_ID, binary(Crm.INT8, "0000000000000007"))).isEqualTo("READ customers[id,name] id=7 unique");
        assertThat(bound(BY_ID, binary(Crm.INT4, "fffffff9"))).isEqualTo("READ customers[id,name] id=-7 unique");
        assertThat(bound(BY_ID, binary(21, "0007"))).isEqualTo("READ customers[id,name] id=7 unique");
    }

    @Test
    void withoutADeclaredTypeTheCastThenTheViewThenTheColumnDecides() {
        assertThat(bound(BY_ID, binary(0, "0000000000000007"))).contains("id=7");
        assertThat(bound("SELECT name FROM customers WHERE id = $1::int4", binary(0, "00000007")))
                .contains("id=7");
        View typed =
                new View(new Crm(), "crm", List.of("public"), "agent", List.of(Crm.NUMERIC), Map.of(), Crm.CEILINGS);
        BoundValue seven = binary(0, "00010000000000000007");
        assertThat(Words.of(Grammar.meaning(BY_ID, typed).operations(List.of(seven))))
                .contains("id=7 unique");
    }

    @Test
    void otherTypesAreReadInBinary() {
        assertThat(bound("SELECT name FROM customers WHERE email = $1", binary(Crm.VARCHAR, hex("a@b.c"))))
                .contains("email=a@b.c unique");
        assertThat(bound(
                        "SELECT name FROM customers WHERE ref = $1",
                        binary(Crm.UUID, "a0eebc999c0b4ef8bb6d6bb9bd380a11")))
                .contains("ref=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 unique");
        assertThat(bound("SELECT name FROM customers WHERE active = $1", binary(Crm.BOOL, "01")))
                .contains("active=true");
        assertThat(bound("SELECT name FROM customers WHERE born = $1", binary(Crm.DATE, "0000001e")))
                .contains("born=2000-01-31");
        assertThat(bound(
                        "SELECT employee FROM hr.payroll WHERE salary = $1",
                        binary(Crm.NUMERIC, "0002000000000002000c1388")))
                .contains("salary=12.5");
    }

    @Test
    void arraysAreReadInTextAndBinary() {
        String any = "SELECT name FROM customers WHERE id = ANY ($1)";
        assertThat(bound(any, BoundValue.ofText("{3,1,NULL,3}"))).contains("id=1|3 unique");
        ByteBuffer array =
                ByteBuffer.allocate(12 + 8 + 12 + 4).putInt(1).putInt(1).putInt(20);
        array.putInt(2).putInt(1).putInt(8).putLong(9).putInt(-1);
        assertThat(bound(any, new BoundValue(1016, true, array.array()))).contains("id=9 unique");
        assertThat(bound(any, BoundValue.ofText("{{1,2},{3,4}}"))).startsWith("UNKNOWN");
    }

    /// PostgreSQL tells of it only what matches up to there.
    @Test
    void aPatternThatEndsWithItsEscapeCharacterIsNotUnderstood() {
        String like = "SELECT id FROM customers WHERE id = 7 AND name LIKE $1";
        for (String text : List.of(like, like + "::text", like + " COLLATE \"C\"", like.replace("LIKE", "NOT ILIKE"))) {
            assertThat(bound(text, BoundValue.ofText("a%"))).as(text).isEqualTo("READ customers[id,name] id=7 unique");
            assertThat(bound(text, BoundValue.ofText("a%\\"))).as(text).startsWith("UNKNOWN statement");
            assertThat(bound(text, binary(Crm.TEXT, "6125"))).as(text).contains("id=7 unique");
            assertThat(bound(text, binary(Crm.TEXT, "61255c"))).as(text).startsWith("UNKNOWN statement");
            assertThat(bound(text, BoundValue.ofNull())).as(text).contains("id=7 unique");
        }
        assertThat(bound(like + " ESCAPE '#'", BoundValue.ofText("a\\"))).contains("id=7 unique");
        assertThat(bound(like + " ESCAPE '#'", BoundValue.ofText("a#"))).startsWith("UNKNOWN statement");
        assertThat(bound(like + " ESCAPE ''", BoundValue.ofText("a\\"))).contains("id=7 unique");
        assertThat(bound(like + " ESCAPE $2", BoundValue.ofText("a"))).contains("all");
    }

    @Test
    void nullEqualsNothing() {
        assertThat(bound(BY_ID, BoundValue.ofNull())).isEqualTo("READ customers[id,name] at most 0");
        assertThat(Grammar.words("SELECT id FROM customers WHERE id IN (NULL)"))
                .isEqualTo("READ customers[id] at most 0");
        assertThat(Grammar.words("SELECT id FROM customers WHERE id = ANY ('{}')"))
                .isEqualTo("READ customers[id] at most 0");
        assertThat(Grammar.words("SELECT id FROM customers WHERE false")).isEqualTo("READ customers[id] at most 0");
        assertThat(Grammar.words("DELETE FROM tickets WHERE note = 'a' AND FALSE"))
                .isEqualTo("DELETE tickets at most 0; READ tickets[note] at most 0");
        assertThat(Grammar.words("SELECT id FROM customers WHERE false OR true"))
                .isEqualTo("READ customers[id] all");
        assertThat(Grammar.words("SELECT id FROM customers WHERE 'false'")).isEqualTo("READ customers[id] at most 0");
        assertThat(Grammar.words("SELECT id FROM customers WHERE id IN (NULL, 7)"))
                .isEqualTo("READ customers[id] id=7 unique");
    }

    @Test
    void whatCannotBeReadIsUnknownAndNamesTheParameter() {
        for (BoundValue value : List.of(
                binary(Crm.INT8, "07"),
                binary(701, "401c000000000000"),
                BoundValue.ofText("seven"),
                BoundValue.ofText("0x7"),
                BoundValue.ofText("1_000"),
                new BoundValue(0, false, new byte[] {(byte) 0xFF}))) {
            Operation operation =
                    Grammar.meaning(BY_ID).operations(List.of(value)).getFirst();
            assertThat(operation.verb()).as(value.toString()).isEqualTo(Verb.UNKNOWN);
            assertThat(operation.note()).contains("parameter $1 cannot be read");
        }
        assertThat(Grammar.meaning(BY_ID).operations(List.of()).getFirst().verb())
                .isEqualTo(Verb.UNKNOWN);
    }

    @Test
    void oneReadableBoundIsEnoughAndTheTightestCounts() {
        String sql = "SELECT name FROM customers WHERE id = $1 AND id IN (7, 8)";
        assertThat(bound(sql, BoundValue.ofText("7"))).contains("id=7 unique");
        assertThat(bound(sql, BoundValue.ofText("?"))).contains("id=7|8 unique");
    }

    @Test
    void limitsMayBeParameters() {
        String sql = "SELECT name FROM customers LIMIT $1";
        assertThat(bound(sql, binary(Crm.INT8, "0000000000000005"))).isEqualTo("READ customers[name] at most 5");
        assertThat(bound(sql, BoundValue.ofNull())).isEqualTo("READ customers[name] all");
        assertThat(bound(sql, BoundValue.ofText("-1"))).startsWith("UNKNOWN");
    }

    @Test
    void aSettingIsToldWhoseNameIsAParameter() {
        for (String sql : List.of("SELECT current_setting($1)", "SELECT current_setting($1::varchar, true)")) {
            assertThat(bound(sql, BoundValue.ofText("Server_Version"))).isEqualTo("READ session setting at most 0");
            assertThat(bound(sql, BoundValue.ofText("x"))).startsWith("UNKNOWN session setting");
            assertThat(bound(sql, binary(701, "401c000000000000"))).startsWith("UNKNOWN session setting");
            assertThat(Grammar.meaning(sql).operations(List.of()).getFirst().verb())
                    .isEqualTo(Verb.UNKNOWN);
        }
        assertThat(Grammar.words("SELECT current_setting('default_table_access_method'::text)"))
                .doesNotContain("UNKNOWN");
        for (String name : List.of("'x'::text", "$1::name", "$1 || ''", "name", "lower('x')", "NULL")) {
            assertThat(Grammar.words("SELECT current_setting(" + name + ") FROM customers WHERE id = 7"))
                    .as(name)
                    .contains("UNKNOWN function current_setting");
        }
    }

    /// asyncpg switches it off while it asks for types, and on again.
    @Test
    void jitIsSetToAnyValueAndNothingElseIs() {
        assertThat(Grammar.words("SELECT current_setting('jit') AS cur, set_config('jit', 'off', false) AS new"))
                .isEqualTo("READ session setting at most 0");
        assertThat(Grammar.words("SELECT set_config('jit', $1, false)", "on"))
                .isEqualTo("READ session setting at most 0");
        for (String call : List.of("'timezone', $1", "'statement_timeout', $1", "'search_path', $1", "$1, 'off'")) {
            assertThat(Grammar.words("SELECT set_config(" + call + ", false)", "on"))
                    .contains("UNKNOWN function set_config");
        }
    }

    @Test
    void arraysThatAreUnnestedName() {
        String update = "UPDATE tickets t SET note = d.n FROM unnest($1::int[], $2::text[]) d (i, n) WHERE t.id = d.i";
        assertThat(Grammar.words(update, "{5,6}", "{a,b}"))
                .isEqualTo("UPDATE tickets[note] id=5|6 unique; READ tickets[id] id=5|6 unique");
        assertThat(Grammar.words(update, "{}", "{}"))
                .isEqualTo("UPDATE tickets[note] at most 0; READ tickets[id] at most 0");
        assertThat(Grammar.words(
                        "SELECT c.id FROM (VALUES ($1::int8), ($2::int8)) v (i) JOIN customers c ON c.id = v.i",
                        "7",
                        "8"))
                .isEqualTo("READ customers[id] id=7|8 unique");
    }

    @Test
    void preparingNamesTheOperationsWithoutValues() {
        assertThat(Words.of(Grammar.meaning(BY_ID).prepared())).isEqualTo("READ customers[id,name] id= unique");
        assertThat(Words.of(Grammar.meaning("SELECT * FROM customers").prepared()))
                .isEqualTo("READ customers[*] all {maskable,sensitive}");
    }

    @Test
    void sqlPreparedStatementsAreResolvedByTheConnector() {
        Meaning prepared =
                Grammar.meaning("PREPARE q (int8) AS " + BY_ID).prepares().orElseThrow();
        PreparedStatements known = name -> name.equals("q") ? Optional.of(prepared) : Optional.empty();
        assertThat(Words.of(Grammar.meaning("EXECUTE q (7)").operations(List.of(), known)))
                .isEqualTo("READ customers[id,name] id=7 unique");
        assertThat(Words.of(Grammar.meaning("EXECUTE q ($1)").operations(List.of(BoundValue.ofText("8")), known)))
                .isEqualTo("READ customers[id,name] id=8 unique");
        assertThat(Words.of(Grammar.meaning("EXPLAIN ANALYZE EXECUTE q (NULL)").operations(List.of(), known)))
                .isEqualTo("READ customers[id,name] all {aggregate}");
        Meaning page = Grammar.meaning("PREPARE p AS SELECT name FROM customers LIMIT 5")
                .prepares()
                .orElseThrow();
        assertThat(Words.of(Grammar.meaning("EXPLAIN ANALYZE EXECUTE p").operations(List.of(), _ -> Optional.of(page))))
                .isEqualTo("READ customers[name] all {aggregate}");
        assertThat(Words.of(Grammar.meaning("EXPLAIN EXECUTE p").operations(List.of(), _ -> Optional.of(page))))
                .isEqualTo("READ customers[name] at most 5");
        assertThat(Words.of(Grammar.meaning("EXECUTE q (1 + 1)").operations(List.of(), known)))
                .isEqualTo("UNKNOWN prepared statement q");
        assertThat(Words.of(Grammar.meaning("EXECUTE other (7)").operations(List.of(), known)))
                .isEqualTo("UNKNOWN prepared statement other");
        assertThat(Words.of(Grammar.meaning("CREATE TABLE x AS EXECUTE q (7)").operations(List.of(), known)))
                .isEqualTo("DEFINE x all; READ customers[id,name] id=7 unique");
    }

    @Test
    void valuesAreNeverShown() {
        assertThat(BoundValue.ofText("secret").toString()).doesNotContain("secret");
    }

    private static String bound(String sql, BoundValue value) {
        return Words.of(Grammar.meaning(sql).operations(List.of(value)));
    }

    private static BoundValue binary(long type, String hex) {
        return new BoundValue(type, true, HexFormat.of().parseHex(hex));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
