package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HarmlessFunctionsTest {

    private static final Pattern NEVER = Pattern.compile(
            "(query|table|cursor|schema|database)_to_xml.*|ts_stat|ts_rewrite"
                    + "|pg_read_.*|pg_ls_.*|pg_stat_.*|lo_.*|loread|lowrite|dblink.*|set_config|current_setting|setseed|nextval"
                    + "|setval|currval|lastval|pg_sleep.*|pg_notify|pg_advisory.*|pg_try_advisory.*|pg_terminate.*|pg_cancel.*"
                    + "|pg_reload.*|pg_rotate.*|pg_switch.*|pg_export.*|pg_logical.*|currtid.*|txid_.*|pg_current_xact.*"
                    + "|binary_upgrade.*|json.?_populate.*|pg_input.*|pg_file.*|pg_.*origin.*|pg_.*slot.*|pg_promote|.*_regclass");

    /// R9: they run text, read files or other tables, wait, or change state.
    @Test
    void dangerousFamiliesAreNotOnTheList() {
        assertThat(HarmlessFunctions.names())
                .filteredOn(name -> !name.equals("to_regclass"))
                .noneMatch(name -> NEVER.matcher(name).matches());
    }

    @Test
    void everydayFunctionsAre() {
        assertThat(HarmlessFunctions.names())
                .contains("lower", "count", "now", "substring", "jsonb_build_object", "unnest")
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }
}
