package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PostgreSQL's own programs say as they start, besides time-outs (see [TimeOutsTest]).
class RestatementTest {

    /// R8: no path is without `pg_temp` at its end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_catalog.set_config('search_path', '', false);",
                "SELECT set_config('search_path', '', false)",
            })
    void theEmptyPathKeepsTemporaryTablesLast(String statement) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("READ session setting at most 0");
        assertThat(meaning.restated().orElseThrow().sql())
                .isEqualTo("SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)");
        assertThat(meaning.restated().orElseThrow().warning()).isEmpty();
        assertThat(meaning.restated().orElseThrow().emptiesPath()).isTrue();
    }

    @Test
    void theEmptyPathMayBeSetInSql() {
        assertThat(Grammar.meaning("SET LOCAL search_path TO ''")
                        .restated()
                        .orElseThrow()
                        .sql())
                .isEqualTo("SET LOCAL search_path = pg_catalog, pg_temp");
    }

    /// Then a name without a schema is a built-in's or nobody's.
    @Test
    void inTheEmptyPathOnlyBuiltInsHaveAName() {
        String reading = "SELECT name FROM customers WHERE id = 1";
        assertThat(Words.of(
                        Grammar.meaning(reading, Grammar.VIEW.withEmptyPath()).operations(List.of())))
                .contains("UNKNOWN");
        String qualified = "SELECT name FROM public.customers WHERE id = 1";
        assertThat(Words.of(
                        Grammar.meaning(qualified, Grammar.VIEW.withEmptyPath()).operations(List.of())))
                .isEqualTo(Grammar.described(qualified));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESET search_path", "SET search_path TO DEFAULT", "SET LOCAL search_path TO DEFAULT"})
    void thePathOfTheLeaseMayBeTakenAgain(String statement) {
        assertThat(Grammar.described(statement)).isEqualTo("READ session setting at most 0");
        assertThat(Grammar.meaning(statement).restated()).isEmpty();
    }

    /// Knex and Rails set the path that is configured for them, whatever it is already.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path TO public",
                "set search_path to \"public\"",
                "SET search_path = pg_catalog, 'public'",
                "SET search_path = \"$user\", public, pg_temp",
            })
    void thePathThatIsThereMayBeSetAgain(String statement) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("READ session setting at most 0");
        assertThat(meaning.restated().orElseThrow().sql()).isEqualTo("SET search_path = \"public\", pg_temp");
        assertThat(meaning.restated().orElseThrow().emptiesPath()).isFalse();
        assertThat(Grammar.meaning(statement, Grammar.VIEW.withEmptyPath()).restated())
                .as("not where it was emptied")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path TO hr",
                "SET search_path TO public, hr",
                "SET search_path TO pg_temp",
                "SET search_path TO pg_temp, public",
                "SET search_path TO public, pg_catalog",
                "SET search_path TO public, pg_temp, pg_temp",
                "SET search_path TO '', public",
                "SET search_path = ' '",
                "SELECT set_config('search_path', ' ', false)",
                "SELECT set_config('search_path', NULL, false)",
                "SELECT set_config('search_path', 'public', false)",
                "SELECT set_config('search_path', '', false) FROM pg_class",
            })
    void everyOtherPathIsDenied(String statement) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(meaning.restated()).isEmpty();
        assertThat(Words.of(meaning.operations(List.of()))).contains("UNKNOWN");
    }

    @Test
    void aSettingMayBeSetWhereTheServerHasIt() {
        Meaning meaning = Grammar.meaning("SELECT set_config(name, 'view, foreign-table', false) FROM pg_settings"
                + " WHERE name = 'restrict_nonsystem_relation_kind'");
        assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("READ session setting at most 0");
        assertThat(meaning.restated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT set_config(name, 'postgres', false) FROM pg_settings WHERE name = 'role'",
                "SELECT set_config(name, '010', false) FROM pg_settings WHERE name = 'statement_timeout'",
                "SELECT set_config(name, 'x', false) FROM pg_settings WHERE name <> 'application_name'",
                "SELECT set_config(name, 'x', false) FROM pg_settings WHERE NOT name = 'application_name'",
                "SELECT set_config(name, 'x', false) FROM pg_settings WHERE 'application_name' = name",
                "SELECT set_config(setting, 'x', false) FROM pg_settings WHERE name = 'application_name'",
                "SELECT set_config(name, 'x', false) FROM pg_settings, pg_class WHERE name = 'application_name'",
                "SELECT set_config(name, 'x', false) FROM pg_settings AS s(x, name) WHERE name = 'application_name'",
                "SELECT set_config(name, 'x', false) FROM public.pg_settings WHERE name = 'application_name'",
                "SELECT set_config(name, setting, false) FROM pg_settings WHERE name = 'application_name'",
                "SELECT set_config(name, 'x', false) FROM pg_settings",
            })
    void noOtherNameIsLookedUp(String statement) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(meaning.restated()).isEmpty();
        assertThat(Words.of(meaning.operations(List.of()))).contains("UNKNOWN");
    }
}
