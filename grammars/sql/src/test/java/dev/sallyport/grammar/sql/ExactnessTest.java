package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A parameter names records only where the server compares it as what it is counted as (R7).
class ExactnessTest {

    private static final long FLOAT8 = 701;
    private static final long BPCHAR = 1042;

    @ParameterizedTest
    @ValueSource(longs = {FLOAT8, 700, BPCHAR, 19, 18, 26, 1016, 790})
    void aNumberOfAnotherTypeIsNoKey(long type) {
        assertThat(words("UPDATE tickets SET note = 'x' WHERE id = $1", type, "7"))
                .contains("UPDATE tickets[note] all");
        assertThat(words("SELECT id FROM tickets WHERE $1 = id", type, "7")).contains("all");
        assertThat(words("SELECT id FROM tickets WHERE id IN ($1, 8)", type, "7"))
                .contains("all");
        assertThat(words("SELECT id FROM tickets WHERE (id, seq) = ($1, 8)", type, "7"))
                .doesNotContain("id=7");
        assertThat(words("SELECT id FROM tickets WHERE id = $1::int4", type, "7"))
                .contains("all");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20, 21, 23, 1700})
    void whatComparesExactlyIs(long type) {
        assertThat(words("SELECT id FROM tickets WHERE id = $1", type, "7")).contains("id=7 unique");
    }

    @Test
    void textThatIsCutOrPaddedIsNone() {
        String sql = "SELECT id FROM customers WHERE email = $1";
        for (long type : List.of(BPCHAR, 19L, 18L))
            assertThat(words(sql, type, "a ")).as("" + type).contains("all");
        for (long type : List.of(0L, 25L, 1043L))
            assertThat(words(sql, type, "a")).contains("email=a unique");
        assertThat(words("SELECT id FROM customers WHERE ref = $1::uuid", 25, "a0eebc999c0b4ef8bb6d6bb9bd380a11"))
                .contains("unique");
    }

    @ParameterizedTest
    @ValueSource(longs = {1022, 1021, 1014, 1003})
    void arraysOfThemNeither(long type) {
        assertThat(words("SELECT id FROM tickets WHERE id = ANY ($1)", type, "{7}"))
                .contains("all");
        assertThat(words("SELECT t.id FROM unnest($1) u (i) JOIN tickets t ON t.id = u.i", type, "{7}"))
                .contains("all");
        assertThat(words("SELECT c.id FROM (VALUES ($1)) v (e) JOIN customers c ON c.email = v.e", 19, "a"))
                .contains("all");
        assertThat(words("SELECT id FROM tickets WHERE id = ANY ($1)", 1007, "{7}"))
                .contains("id=7 unique");
    }

    @Test
    void whatPrepareDeclares() {
        Meaning floating = Grammar.meaning("PREPARE q (float8) AS DELETE FROM tickets WHERE id = $1")
                .prepares()
                .orElseThrow();
        assertThat(Words.of(floating.operations(List.of(BoundValue.ofText("7")))))
                .contains("DELETE tickets all");
    }

    @Test
    void anUpsertMeetsNoRecordByIt() {
        String sql = "INSERT INTO tickets (id, note) VALUES ($1, 'x') ON CONFLICT (id) DO UPDATE SET note = 'y'";
        assertThat(words(sql, FLOAT8, "7")).doesNotContain("id=7");
        assertThat(words(sql, 23, "7")).contains("id=7");
    }

    /// The first place gives it its type.
    @Test
    void inSeveralPlacesItMustMeanTheSame() {
        String sizes = "SELECT id FROM tickets WHERE seq > $1 AND id = $1";
        assertThat(Grammar.words(sizes, "9000000000")).contains("id=9000000000 unique");
        String floating = "SELECT id FROM tickets WHERE $1 < 1.5::float8 AND id = $1";
        assertThat(Grammar.words(floating, "9000000000000000000")).doesNotContain("id=9");
        String parent = "SELECT id FROM tickets WHERE id = $1 OR (id = $1 AND seq = $1)";
        assertThat(Grammar.words(parent, "9000000000")).contains("id=9000000000");
        String name = "SELECT id FROM customers WHERE email = $1 AND $1 <> 'x'::bpchar";
        assertThat(Grammar.words(name, "a@b.c")).contains("email=a@b.c unique");
        assertThat(Grammar.words(name, "a@b.c ")).startsWith("UNKNOWN statement");
        String lower = "SELECT id FROM customers WHERE email = $1 AND lower($1) <> 'x'";
        assertThat(Grammar.words(lower, "a".repeat(64))).startsWith("UNKNOWN statement");
        String many = "SELECT id FROM tickets WHERE id = ANY ($1) AND cardinality($1) < 9";
        assertThat(Grammar.words(many, "{7}")).startsWith("UNKNOWN statement");
    }

    private static String words(String sql, long type, String... values) {
        View view = new View(new Crm(), "crm", List.of("public"), "agent", List.of(type), Map.of(), Crm.CEILINGS);
        List<BoundValue> bound = Arrays.stream(values)
                .map(value -> new BoundValue(type, false, value.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return Words.of(Grammar.meaning(sql, view).operations(bound));
    }
}
