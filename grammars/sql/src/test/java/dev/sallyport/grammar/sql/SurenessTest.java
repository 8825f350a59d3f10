package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Beside which conditions a key counts: those that fail on no record, by the types of what they compare. Whether the
/// server agrees is tried with the connector's `SteadyConditionsTest`.
class SurenessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.created_at > now() - interval '30 days'",
                "c.created_at > now() - interval '1 year 2 months'",
                "c.created_at < date_trunc('month', now()) + '02:30:00'::interval",
                "c.created_at::date = current_date - 30",
                "c.created_at > now() - make_interval(days => 7)",
                "c.created_at > now() - interval '30' day",
                "c.created_at > now() - 3 * interval '1 week'",
                "extract(year FROM c.created_at) = 2026",
                "c.born BETWEEN '2024-01-01' AND current_date",
                "lower(c.name) = lower('Ann')",
                "COALESCE(c.name, 'nobody') <> 'x'",
                "COALESCE(c.id, 0) <> 1",
                "CASE WHEN c.active THEN c.name ELSE 'x' END <> 'y'",
                "CASE c.country WHEN 'de' THEN 1 ELSE 2 END = 1",
                "c.name || ' ' || c.id <> 'x'",
                "'%' || c.name = 'x'",
                "c.data ->> 'a' = 'b'",
                "c.data -> 'a' ->> 0 = 'b'",
                "c.data @> '{\"a\": 1}'",
                "c.data ? 'a'",
                "c.id::text LIKE '7%'",
                "c.active::int = 1",
                "c.id = ANY ('{1,2}'::int8[])",
                "c.name = ANY (ARRAY['a', 'b'])",
                "c.id > 2 * 3 + 1",
                "(c.id, c.name) IN ((7, 'a'))",
                "NULLIF(c.name, 'x') IS NULL",
                "c.ref = 'a0eebc999c0b4ef8bb6d6bb9bd380a11'::text::uuid",
                "length(c.name) > 3",
                "EXISTS (SELECT 1 FROM generate_series(1, 3) g WHERE g = c.id)",
                "c.name LIKE '%' || 'a' || '%'",
                "c.name ILIKE concat('%', 'a', '%')",
                "c.name LIKE ANY ('{a%,b%}')",
                "c.id % 2 = 1",
                "mod(c.id, 2) = 1",
                "c.created_at > (SELECT now() - interval '1 day')",
                "date(c.created_at) = current_date",
                "split_part(c.email, '@', 2) = 'x.io'",
                "substring(c.name, 1, 3) = 'abc'",
                "c.data #>> '{a,b}' = 'x'",
                "extract(hour FROM c.created_at) = 3",
                "date_part('year', c.born) = 2026",
                "c.created_at > clock_timestamp() - interval '1 hour'",
                "c.created_at IN (now(), current_timestamp)",
                "c.name COLLATE \"C\" < 'm'",
            })
    void itCountsBesideWhatFailsOnNoValue(String condition) {
        assertThat(with(condition)).as(condition).contains(" id=7 ").contains(" unique");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.mood = 'glad'", // of a type that nobody knows
                "lower(c.mood) = 'x'",
                "c.mood::text = 'x'",
                "max(c.mood) OVER () = 'x'",
                "CASE c.mood WHEN 'a' THEN true END",
                "c.created_at > now() - interval '300000 years'",
                "c.created_at > now() + interval '999999 years'",
                "c.created_at > now() - interval 'P30Y'",
                "c.created_at > date_trunc('nothing', now())",
                "c.created_at > '2024-01-01'::timestamptz - interval '7000 years'",
                "c.created_at - interval '1 day' > now()",
                "c.born + 7 > current_date",
                "current_date - 2147483647 > c.born",
                "extract(hour FROM c.born) = 1",
                "c.id + 1 = 8",
                "c.id::int = 7",
                "c.name::int = 7",
                "'x'::text::int = c.id",
                "'2024-02-30'::text::date = c.born",
                "c.data::text::int = 7",
                "c.data || '{}' = '{}'",
                "(c.data ->> 'a')::int = 7",
                "COALESCE(c.name::int, 1) = 1",
                "c.name ~ 'a'",
                "substr(c.name, 1, -1) = 'a'",
                "left(c.name, c.name::int) = 'a'",
                "to_char(c.created_at, 'YYYY') = '2026'",
                "'2024'::date = to_date('x', 'YYYY')",
                "random() < 0.5",
                "c.created_at > (SELECT max(t.note)::timestamptz FROM tickets t)",
                "EXISTS (SELECT 1 FROM generate_series(1, 3, 0) g)",
                "EXISTS (SELECT 1 FROM jsonb_array_elements('5') g)",
                "c.name LIKE '%' || c.country",
                "1 / 0 = c.id",
                "c.name LIKE ANY ('{\"name_\\\\\"}')",
                "c.name LIKE ALL (ARRAY['a', c.name])",
                "c.name LIKE 'a' || c.country",
                "c.name LIKE c.country || '\\'",
                "like_escape('x', c.name) IS NULL",
                "c.name LIKE 'a' ESCAPE c.country",
                "c.id = '1'::oid",
                "COALESCE(NULL::oid, c.id) IS NOT NULL",
                "NULLIF(c.id, '0'::float8) < 1.5",
                "c.created_at IN (now(), '5874897-12-31'::date)",
                "(SELECT q.v FROM (VALUES (now()), ('5874897-12-31'::date)) q (v) LIMIT 1 OFFSET 1) IS NOT NULL",
                "ARRAY (SELECT now() UNION ALL SELECT '5874897-12-31'::date) IS NOT NULL",
                "ARRAY (SELECT '{}'::text[] UNION ALL SELECT '{a}'::text[]) IS NOT NULL",
                "c.created_at < ('2020-01-01'::date + '12:00'::timetz) + '400000 years'::interval",
                "c.created_at > date_trunc(' month', now())",
                "c.born > '\u20032026-01-01'::text::date",
                "c.created_at > now() - (7 || ' days\u2003')::interval",
                "c.created_at > now() - interval '1 day 1 day'",
                "c.created_at::timestamp > '2026-01-01'",
                "c.name COLLATE \"of_mine\" LIKE 'a%'",
                "split_part(c.email, '@', 0) = 'x'",
                "extract(hour FROM c.born) = 3",
                "c.id % 0 = 1",
            })
    void itDoesNotBesideWhatMayFail(String condition) {
        assertThat(with(condition)).as(condition).doesNotContain("id=7");
    }

    private static String with(String condition) {
        return Grammar.words("SELECT id FROM customers c WHERE id = 7 AND " + condition);
    }

    @Test
    void aParameterMovesATimeWithinReason() {
        for (String span : List.of("$1::interval", "($1 || ' days')::interval", "$1 * interval '1 day'")) {
            String sql = "SELECT id FROM customers WHERE id = 7 AND created_at > now() - " + span;
            String good = span.equals("$1::interval") ? "30 days" : "30";
            assertThat(Grammar.words(sql, good)).as(sql).contains("id=7 unique");
            assertThat(Grammar.words(sql, "999999999 years")).as(sql).startsWith("UNKNOWN statement");
            assertThat(Grammar.words(sql, "x")).as(sql).startsWith("UNKNOWN statement");
        }
        String days = "SELECT id FROM customers WHERE id = 7 AND born > current_date - $1::int";
        assertThat(Grammar.words(days, "365")).contains("id=7 unique");
        assertThat(Grammar.words(days, "2000000000")).startsWith("UNKNOWN statement");
        String made = "SELECT id FROM customers WHERE id = 7 AND created_at > now() - make_interval(years => $1)";
        assertThat(Grammar.words(made, "30")).contains("id=7 unique");
        assertThat(Grammar.words(made, "5000")).startsWith("UNKNOWN statement");
    }

    @Test
    void anIntervalInBinaryIsReadToo() {
        String sql = "SELECT id FROM customers WHERE id = 7 AND created_at > now() - $1::interval";
        assertThat(typed(sql, 1186, interval(0, 30, 0))).contains("id=7 unique");
        assertThat(typed(sql, 1186, interval(0, 0, Integer.MIN_VALUE))).startsWith("UNKNOWN statement");
        assertThat(typed(sql, 1186, interval(Long.MIN_VALUE, 0, 0))).startsWith("UNKNOWN statement");
        assertThat(typed(sql, 1186, new byte[3])).startsWith("UNKNOWN statement");
    }

    private static byte[] interval(long micros, int days, int months) {
        return ByteBuffer.allocate(16)
                .putLong(micros)
                .putInt(days)
                .putInt(months)
                .array();
    }

    @Test
    void aParameterThatIsGivenAsTextMustBeWhatItIsCastTo() {
        String sql = "SELECT id FROM customers WHERE id = 7 AND born > $1::date AND ref <> $2::uuid AND id <> $3::int";
        String uuid = "a0eebc999c0b4ef8bb6d6bb9bd380a11";
        assertThat(texts(sql, "2024-02-28", uuid, "7")).contains("id=7 unique");
        assertThat(texts(sql, "2024-02-30", uuid, "7")).startsWith("UNKNOWN statement");
        assertThat(texts(sql, "2024-02-28", "x", "7")).startsWith("UNKNOWN statement");
        assertThat(texts(sql, "2024-02-28", uuid, "2147483648")).startsWith("UNKNOWN statement");
        assertThat(texts(sql, "2024-02-28", uuid, "-2147483648")).contains("id=7 unique");
        String zone = "SELECT id FROM customers WHERE id = 7 AND created_at > $1::timestamptz";
        assertThat(texts(zone, "2024-02-28")).doesNotContain("id=7");
        assertThat(Grammar.words(zone, "2024-02-28")).contains("id=7 unique");
    }

    /// The server takes less than this reads: what it would not take it tells of only then.
    @Test
    void onlyInASpellingThatTheServerTakes() {
        String sql = "SELECT id FROM customers WHERE id = 7 AND id <> $1::int";
        for (String number : List.of("7", " +7\n", "-007"))
            assertThat(texts(sql, number)).contains("id=7 unique");
        for (String number : List.of("7.0", "\u20037", "7_000", "0x7", "", "1e3")) {
            assertThat(texts(sql, number)).as(number).startsWith("UNKNOWN statement");
        }
        String ref = "SELECT id FROM customers WHERE id = 7 AND ref <> $1::uuid";
        assertThat(texts(ref, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")).contains("id=7 unique");
        assertThat(texts(ref, "1-2345678123412341234123456789012")).startsWith("UNKNOWN statement");
        String span = "SELECT id FROM customers WHERE id = 7 AND created_at > now() - $1::interval";
        for (String twice : List.of("1 day 1 day", "1:99", "1 hour 02:00", "P3D", "1 day\u2003")) {
            assertThat(Grammar.words(span, twice)).as(twice).startsWith("UNKNOWN statement");
        }
        String days = "SELECT id FROM customers WHERE id = 7 AND created_at > now() - ($1 || ' days')::interval";
        byte[] tiny = ByteBuffer.allocate(8).putDouble(1.5e-7).array();
        assertThat(typed(days, 701, tiny)).startsWith("UNKNOWN statement");
        assertThat(typed(days, 701, ByteBuffer.allocate(8).putDouble(30).array()))
                .contains("id=7 unique");
    }

    /// Which type it has another place decides.
    @Test
    void bytesOfNoDeclaredTypeAreNotRead() {
        String sql = "SELECT id FROM customers WHERE id = 7 AND name <> $1 AND born > $1::date";
        assertThat(typed(sql, 0, new byte[] {0, 0, 0, 1})).startsWith("UNKNOWN statement");
        assertThat(Grammar.words(sql, "2024-02-28")).contains("id=7 unique");
    }

    @Test
    void aPatternIsLookedAtWhereverItComesFrom() {
        String any = "SELECT id FROM customers WHERE id = 7 AND name LIKE ANY ($1)";
        assertThat(Grammar.words(any, "{a%,b%}")).contains("id=7 unique");
        assertThat(Grammar.words(any, "{\"a\\\\\",b}")).startsWith("UNKNOWN statement");
        String around =
                "SELECT id FROM customers WHERE id = 7 AND (name ILIKE '%' || $1 || '%' OR country LIKE '%' || $1 || '%')";
        assertThat(Grammar.words(around, "a\\")).contains("id=7 unique");
        assertThat(Grammar.words(around.replace(" || '%'", ""), "a")).doesNotContain("id=7");
    }

    @Test
    void aParameterInSeveralPlaces() {
        String alike =
                "SELECT id FROM customers WHERE id = 7 AND ($1::timestamptz IS NULL OR created_at > $1::timestamptz)";
        assertThat(Grammar.words(alike, "2024-02-28")).contains("id=7 unique");
        assertThat(Grammar.words(alike.replace("IS NULL", "> now()").replaceFirst("timestamptz", "text"), "x"))
                .doesNotContain("id=7");
        String name = "SELECT id FROM customers WHERE id = 7 AND (name = $1 OR country = $1 OR lower(name) LIKE $1)";
        assertThat(Grammar.words(name, "x")).contains("id=7 unique");
        String number = "SELECT id FROM customers WHERE id = 7 AND ($1::int IS NULL OR id = $1)";
        assertThat(Grammar.words(number, "7")).contains("id=7 unique");
        assertThat(Grammar.words(number, "x")).startsWith("UNKNOWN statement");
    }

    @Test
    void aKeyCountsBesideAConditionWithAnArrayThatPrepareDeclares() {
        for (String array : List.of("$1", "$1::int8[]")) {
            String sql = "PREPARE q (int8[]) AS SELECT id FROM customers WHERE id = ANY (" + array + ")";
            Meaning prepared = Grammar.meaning(sql).prepares().orElseThrow();
            assertThat(Words.of(prepared.operations(List.of(BoundValue.ofText("{7,8}")))))
                    .isEqualTo("READ customers[id] id=7|8 unique");
        }
    }

    private static String texts(String sql, String... values) {
        List<BoundValue> bound = Arrays.stream(values).map(BoundValue::ofText).toList();
        return words(sql, bound.stream().map(_ -> Crm.VARCHAR).toList(), bound);
    }

    private static String typed(String sql, long type, byte[] bytes) {
        return words(sql, List.of(type), List.of(new BoundValue(type, true, bytes)));
    }

    private static String words(String sql, List<Long> types, List<BoundValue> values) {
        View view = new View(new Crm(), "crm", List.of("public"), "agent", types, Map.of(), Crm.CEILINGS);
        return Words.of(Grammar.meaning(sql, view).operations(values));
    }
}
