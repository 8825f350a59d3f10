package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.query.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R4: a session may set its time-outs up to the target's ceilings, however it does so, and cannot lift them. The
/// ceilings here: statements 60 s, idle in a transaction 30 s, locks 10 s, transactions 1 h.
class TimeOutsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET statement_timeout = 60000",
                "SET statement_timeout = '60s'",
                "SET statement_timeout = '1min'",
                "SET LOCAL statement_timeout TO '  5 s '",
                "SET SESSION statement_timeout = 1",
                "SET \"Statement_Timeout\" = '100ms'",
                "SET lock_timeout = '10s'",
                "SET idle_in_transaction_session_timeout = 30000",
                "SET transaction_timeout = '1h'",
                "SELECT set_config('statement_timeout', '60s', true)",
                "RESET statement_timeout",
                "SET statement_timeout TO DEFAULT",
                "RESET lock_timeout",
            })
    void upToTheCeilingItMay(String statement) {
        assertThat(Grammar.described(statement)).isEqualTo("READ session setting at most 0");
    }

    /// What asks for more than there is, or for no end, gets what there is: programs such as pg_dump
    /// lift every time-out as they start and cannot be told otherwise.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET statement_timeout = 0 | SET statement_timeout = '60000ms'",
                "SET statement_timeout = '0' | SET statement_timeout = '60000ms'",
                "SET statement_timeout = '0s' | SET statement_timeout = '60000ms'",
                "SET statement_timeout = 60001 | SET statement_timeout = '60000ms'",
                "SET statement_timeout = '61s' | SET statement_timeout = '60000ms'",
                "SET statement_timeout = '9999999999d' | SET statement_timeout = '60000ms'",
                "SET statement_timeout = 2147483647 | SET statement_timeout = '60000ms'",
                "SET LOCAL statement_timeout = 0 | SET LOCAL statement_timeout = '60000ms'",
                "SET \"STATEMENT_TIMEOUT\" TO 0 | SET statement_timeout = '60000ms'",
                "/* a */ set\tlock_timeout to 0; | SET lock_timeout = '10000ms'",
                "SET lock_timeout = '11s' | SET lock_timeout = '10000ms'",
                "SET idle_in_transaction_session_timeout = 0 | SET idle_in_transaction_session_timeout = '30000ms'",
                "SET transaction_timeout = '61min' | SET transaction_timeout = '3600000ms'",
                "SELECT set_config('statement_timeout', '0', false) | SELECT pg_catalog.set_config('statement_timeout', '60000ms', false)",
                "SELECT pg_catalog.set_config('Lock_Timeout', '0', true) | SELECT pg_catalog.set_config('lock_timeout', '10000ms', true)",
            })
    void aboveItOrLiftedItIsTheCeiling(String statement, String heard) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("READ session setting at most 0");
        assertThat(meaning.restated().orElseThrow().sql()).isEqualTo(heard);
        assertThat(meaning.restated().orElseThrow().warning()).contains("is kept at `");
        assertThat(meaning.barrier()).isTrue();
    }

    /// In company it stays denied: what else is said there could not be said in other words.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET statement_timeout = 0; SELECT 1",
                "SELECT 1; SET statement_timeout = 0",
                "SELECT set_config('statement_timeout', '0', false), 1",
                "SELECT set_config('statement_timeout', '0', false) AS x",
                "SELECT set_config('statement_timeout', '0', false) WHERE true",
                "SELECT set_config('statement_timeout', '0', false) FROM pg_settings",
                "SELECT DISTINCT set_config('statement_timeout', '0', false)",
                "SELECT set_config('statement_timeout', '0', false) ORDER BY 1",
                "SELECT set_config('statement_timeout', '0', false) LIMIT 1",
                "SELECT set_config('statement_timeout', '0', false) UNION ALL SELECT 'x'",
                "WITH c AS (SELECT 1) SELECT set_config('statement_timeout', '0', false)",
                "SELECT set_config('statement_timeout', '0', NULL)",
                "SELECT set_config('statement_timeout', '0', false) OVER ()",
                "SELECT set_config('statement_timeout', '0', false)::text",
                "SELECT set_config(DISTINCT 'statement_timeout', '0', false)",
                "SELECT public.set_config('statement_timeout', '0', false)",
                "VALUES (set_config('statement_timeout', '0', false))",
                "PREPARE p AS SELECT set_config('statement_timeout', '0', false)",
                "EXPLAIN SELECT set_config('statement_timeout', '0', false)",
                "ALTER ROLE CURRENT_USER SET statement_timeout = 0",
            })
    void inCompanyItIsDenied(String statement) {
        Meaning meaning = Grammar.meaning(statement);
        assertThat(meaning.restated()).isEmpty();
        assertThat(Words.of(meaning.operations(List.of()))).contains("UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET statement_timeout = '99999999999999999999'",
                "SET statement_timeout = -1",
                "SET statement_timeout = '400us'", // rounded to 0
                "SET statement_timeout = '60000000us'",
                "SET statement_timeout = 0.4", // rounded to 0
                "SET statement_timeout = '1e3'",
                "SET statement_timeout = '0x10'",
                "SET statement_timeout = '010'", // octal to the server
                "SET statement_timeout = '1 MS'",
                "SET statement_timeout = ''",
                "SET statement_timeout = off",
                "SET statement_timeout = 1, 2",
            })
    void unreadableItMayNot(String statement) {
        List<Operation> operations = Grammar.operations(statement);
        assertThat(operations).hasSize(1);
        assertThat(Words.of(operations)).isEqualTo("UNKNOWN setting statement_timeout");
        assertThat(operations.getFirst().note()).contains("`60000ms` at most and not 0");
    }

    /// What is only known at Bind, or computed, cannot be judged when the statement is.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT set_config('statement_timeout', $1, false)",
                "SELECT set_config('statement_timeout', '' || '0', false)",
                "SELECT set_config('statement_timeout', NULL, false)",
            })
    void aValueThatIsNoLiteralMayNot(String statement) {
        assertThat(Grammar.described(statement)).contains("UNKNOWN function set_config");
    }

    /// `pg_settings` has a rule that sets what is updated.
    @Test
    void theViewOfSettingsIsNoWayAround() {
        assertThat(Grammar.described("UPDATE pg_settings SET setting = '0' WHERE name = 'statement_timeout'"))
                .doesNotContain("READ session setting");
    }

    @Test
    void aTargetWithoutCeilingsAllowsNone() {
        assertThat(Settings.objection(Ceilings.CLOSED, "statement_timeout", Optional.of("1")))
                .isPresent();
        assertThat(Settings.objection(Ceilings.CLOSED, "timezone", Optional.of("UTC")))
                .isEmpty();
    }
}
