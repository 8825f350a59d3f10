package dev.sallyport.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.plan.Plan.Change;
import dev.sallyport.postgres.target.QualifiedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {

    private static final String PLAN = """
            [{"Plan": {"Node Type": "ModifyTable", "Operation": "Insert", "Relation Name": "t", "Schema": "public",
              "Conflict Resolution": "UPDATE", "Plans": [
                {"Node Type": "LockRows", "Plans": [
                  {"Node Type": "Seq Scan", "Relation Name": "u", "Schema": "hr", "Filter": "(lower(x) = 'a(b'::text)"}]},
                {"Node Type": "Function Scan", "Function Name": "f", "Schema": "app"},
                {"Node Type": "Custom Scan", "Custom Plan Provider": "Citus"}]}},
             {"Plan": {"Node Type": "ModifyTable", "Operation": "Delete", "Target Tables": [
                {"Relation Name": "p1", "Schema": "public"}]}}]""";

    private static Plan read(String json) throws IOException {
        return PlanReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlanShowsWhatItDoes() throws Exception {
        QualifiedName t = new QualifiedName("public", "t");
        QualifiedName p1 = new QualifiedName("public", "p1");
        assertThat(read(PLAN))
                .isEqualTo(new Plan(
                        Set.of(t, p1, new QualifiedName("hr", "u")),
                        Set.of(new Change(Verb.CREATE, t), new Change(Verb.UPDATE, t), new Change(Verb.DELETE, p1)),
                        Set.of(new QualifiedName("", "lower"), new QualifiedName("app", "f")),
                        Set.of("custom scan"),
                        true,
                        true));
    }

    @Test
    void aCommandHasNoPlan() throws Exception {
        assertThat(read("[\"Utility Statement\"]").planned()).isFalse();
    }

    /// In the words in which servers show expressions.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(note)::character varying(20) | ``",
                "(x)::timestamp(3) without time zone | ``",
                "(x)::public.\"Odd(1)\" | ``",
                "'f(x)'::text | ``",
                "E'\\\\''f(x)'::text | ``",
                "\"left\"(note, 2) | left",
                "COALESCE(lower(note), 'x'::text) | lower",
                "hr.\"Raise it\"(id) | hr.Raise it",
                "EXTRACT(year FROM now()) | now",
                "(count(*) OVER (PARTITION BY x)) | count",
                "(id = ANY ('{1,2}'::integer[])) | ``",
                "(hashed SubPlan 1) | ``",
                "f(g(1), h(2)) | f g h",
                "(OPERATOR(public.=)) | ``",
            })
    void callsAreFoundInExpressions(String expression, String calls) {
        assertThat(Calls.in(expression))
                .extracting(name -> name.schema().isEmpty() ? name.name() : name.schema() + "." + name.name())
                .containsExactlyInAnyOrder(
                        calls.isEmpty()
                                ? new String[0]
                                : calls.startsWith("hr.") ? new String[] {calls} : calls.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[{}]",
                "[{\"Plan\": 1}]",
                "[{\"Plan\": {}}]",
                "null",
                "[1]",
                "[] x",
                "[{\"Plan\": {\"Node Type\": \"ModifyTable\", \"Operation\": \"Vanish\"}}]"
            })
    void whatNoServerSaysIsRefused(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(json));
    }

    @Test
    void hostileBytesAreRefusedOrRead() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = PLAN.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(PlanReader.read(bytes)).isNotNull();
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("Exception");
            }
        }
        String deep = "[{\"Plan\":" + "{\"Node Type\":\"x\",\"Plans\":[".repeat(100_000);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(deep));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COPY (SELECT 1) TO STDOUT | SELECT 1",
                "COPY (SELECT f(1)) TO STDOUT | SELECT f(1)",
                "COPY (SELECT 1 | ``",
            })
    void theQueryOfACopyIsCutOut(String copy, String query) {
        assertThat(CopiedQuery.in(copy).map(String::strip)).hasValue(query.strip());
    }

    @Test
    void parenthesesInStringsAndCommentsDoNotEndTheQuery() {
        String query = "SELECT ')', \"(\", $a$)$a$, $$)$$, E'\\')' /* ) */ -- )\n, f(1)";
        assertThat(CopiedQuery.in("copy/* ( */(" + query + ") TO STDOUT")).hasValue(query);
    }

    @Test
    void aCopyOfATableHasNoQuery() {
        assertThat(CopiedQuery.in("COPY t (a, b) TO STDOUT")).isEmpty();
    }
}
