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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET statement_timeout = 0",
                "SET statement_timeout = '0'",
                "SET statement_timeout = '0s'",
                "SET statement_timeout = 60001",
                "SET statement_timeout = '61s'",
                "SET statement_timeout = '2min'",
                "SET statement_timeout = '1h'",
                "SET statement_timeout = '1d'",
                "SET statement_timeout = 2147483647",
                "SET statement_timeout = '9999999999d'",
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
                "SET LOCAL statement_timeout = 0",
                "SET \"STATEMENT_TIMEOUT\" TO 0",
                "SELECT set_config('statement_timeout', '0', false)",
                "SELECT pg_catalog.set_config('Statement_Timeout', '0', true)",
            })
    void aboveItOrLiftedOrUnreadableItMayNot(String statement) {
        List<Operation> operations = Grammar.operations(statement);
        assertThat(operations).hasSize(1);
        assertThat(Words.of(operations)).isEqualTo("UNKNOWN setting statement_timeout");
        assertThat(operations.getFirst().note()).contains("`60000ms` at most and not 0");
    }

    @ParameterizedTest
    @CsvSource({
        "lock_timeout, 11s, 10000ms",
        "lock_timeout, 0, 10000ms",
        "idle_in_transaction_session_timeout, 0, 30000ms",
        "transaction_timeout, 61min, 3600000ms",
        "transaction_timeout, 0, 3600000ms"
    })
    void eachHasItsOwnCeiling(String setting, String value, String ceiling) {
        Operation operation =
                Grammar.operations("SET " + setting + " = '" + value + "'").getFirst();
        assertThat(operation.note()).contains("`" + ceiling + "`").endsWith("`" + value + "`");
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
