package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Strings of several statements, effects that a connector follows, barriers.
class StringsTest {

    @Test
    void aTransactionInOneStringIsJudgedWhole() {
        Meaning meaning = Grammar.meaning("BEGIN; SELECT name FROM customers WHERE id = 7; COMMIT");
        assertThat(meaning.effects())
                .containsExactly(new Effect.Begin(), new Effect.Other("SelectStmt"), new Effect.Commit(false));
        assertThat(meaning.statements()).isEqualTo(3);
        assertThat(meaning.barrier()).isFalse();
        assertThat(Words.of(meaning.operations(List.of())))
                .isEqualTo("READ session transaction at most 0; READ customers[id,name] id=7 unique;"
                        + " READ session transaction at most 0");
    }

    @Test
    void whatFollowsABarrierIsNotJudged() {
        assertThat(Grammar.words("SET datestyle = ISO; SELECT name FROM customers WHERE id = 7"))
                .isEqualTo("READ session setting at most 0; UNKNOWN statement");
        assertThat(Grammar.notes("SET datestyle = ISO; SELECT 1"))
                .contains("what follows `SET` in one query string is not judged: send it separately");
        assertThat(Grammar.words("ROLLBACK; SELECT 1")).endsWith("UNKNOWN statement");
        assertThat(Grammar.words("SELECT leak(); SELECT 1")).endsWith("UNKNOWN statement");
        assertThat(Grammar.words("PREPARE q AS SELECT 1; EXECUTE q")).endsWith("UNKNOWN statement");
        assertThat(Grammar.words("CREATE TABLE x (a int); SELECT 1")).endsWith("UNKNOWN statement");
        assertThat(Grammar.words("SELECT set_config('timezone', 'UTC', false); SELECT 1"))
                .endsWith("UNKNOWN statement");
    }

    /// Sequelize sends such a string as the first of each connection.
    @Test
    void settingsMayFollowSettings() {
        assertThat(Grammar.words("SET standard_conforming_strings=on;SET client_min_messages TO warning;"
                        + "SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE;"))
                .isEqualTo("READ session setting at most 0; READ session setting at most 0;"
                        + " READ session setting at most 0");
        assertThat(Grammar.meaning("SET datestyle = ISO; SET timezone = 'UTC'").barrier())
                .isTrue();
        assertThat(Grammar.words("SET datestyle = ISO; SET search_path = hr; RESET ALL"))
                .isEqualTo(
                        "READ session setting at most 0; UNKNOWN setting search_path; READ session setting at most 0");
        assertThat(Grammar.words("SET datestyle = ISO; SET statement_timeout = 0"))
                .endsWith("UNKNOWN setting statement_timeout");
        assertThat(Grammar.words("SET datestyle = ISO; SET timezone = 'UTC'; SELECT 1"))
                .endsWith("UNKNOWN statement");
        assertThat(Grammar.words("SET datestyle = ISO; SELECT 1; SET timezone = 'UTC'"))
                .endsWith("UNKNOWN statement; UNKNOWN statement");
        assertThat(Grammar.words("SELECT leak(); SET timezone = 'UTC'")).endsWith("UNKNOWN statement");
        assertThat(Grammar.words("SELECT 1; SET timezone = 'UTC'; SET datestyle = ISO"))
                .endsWith("UNKNOWN statement");
        assertThat(Grammar.words("SET timezone = 'UTC'; SELECT set_config('datestyle', 'ISO', false)"))
                .endsWith("UNKNOWN statement");
    }

    /// Npgsql, and what PostgreSQL's manual says that DISCARD ALL stands for.
    @Test
    void whatTidiesASessionUpMayComeTogether() {
        for (String sql : List.of(
                "SET SESSION AUTHORIZATION DEFAULT;RESET ALL;CLOSE ALL;UNLISTEN *;SELECT pg_advisory_unlock_all();"
                        + "DISCARD SEQUENCES;DISCARD TEMP",
                "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;"
                        + "SELECT pg_advisory_unlock_all(); DISCARD PLANS; DISCARD TEMP; DISCARD SEQUENCES"))
            assertThat(Grammar.meaning(sql).operations(List.of()))
                    .as(sql)
                    .hasSizeGreaterThan(6)
                    .allMatch(Operation::concernsSessionOnly);
        for (String after : List.of(
                "SELECT name FROM customers WHERE id = 7",
                "SELECT 1",
                "SELECT pg_advisory_unlock_all(), name FROM customers WHERE id = 7",
                "EXECUTE q",
                "FETCH c",
                "SELECT set_config('datestyle', 'ISO', false)",
                "LISTEN x",
                "BEGIN"))
            assertThat(Grammar.words("RESET ALL; UNLISTEN *; " + after))
                    .as(after)
                    .endsWith("UNKNOWN statement");
    }

    @Test
    void emptyStringsAreNoStatementsAndDoNothing() {
        for (String sql : List.of("", " ", ";", "-- x", "/* x */ ; ; --")) {
            Meaning meaning = Grammar.meaning(sql);
            assertThat(meaning.statements()).as(sql).isZero();
            assertThat(meaning.operations(List.of()))
                    .as(sql)
                    .singleElement()
                    .satisfies(operation ->
                            assertThat(operation.concernsSessionOnly()).isTrue());
        }
    }

    @Test
    void effectsNameWhatTheConnectorMustFollow() {
        assertThat(effect("SAVEPOINT a")).isEqualTo(new Effect.Savepoint("a"));
        assertThat(effect("ROLLBACK TO a")).isEqualTo(new Effect.RollbackTo("a"));
        assertThat(effect("RELEASE a")).isEqualTo(new Effect.Release("a"));
        assertThat(effect("ROLLBACK AND CHAIN")).isEqualTo(new Effect.Rollback(true));
        assertThat(effect("SET LOCAL TIME ZONE 'UTC'")).isEqualTo(new Effect.Setting("timezone", true));
        assertThat(effect("RESET ALL")).isEqualTo(new Effect.Setting("all", false));
        assertThat(effect("DISCARD ALL")).isEqualTo(new Effect.DiscardAll());
        assertThat(effect("SHOW timezone")).isEqualTo(new Effect.Show("timezone"));
        assertThat(effect("PREPARE q AS SELECT 1")).isEqualTo(new Effect.Prepare("q"));
        assertThat(effect("EXECUTE q")).isEqualTo(new Effect.Execute("q"));
        assertThat(effect("DEALLOCATE q")).isEqualTo(new Effect.Deallocate("q"));
        assertThat(effect("DEALLOCATE ALL")).isEqualTo(new Effect.DeallocateAll());
        assertThat(effect("DECLARE c CURSOR WITH HOLD FOR SELECT 1")).isEqualTo(new Effect.Declare("c", true));
        assertThat(effect("FETCH ALL FROM c")).isEqualTo(new Effect.Fetch("c", Long.MAX_VALUE, false));
        assertThat(effect("MOVE 3 IN c")).isEqualTo(new Effect.Fetch("c", 3, true));
        assertThat(effect("FETCH ABSOLUTE 900 FROM c")).isEqualTo(new Effect.Fetch("c", 1, false));
        assertThat(effect("CLOSE c")).isEqualTo(new Effect.Close("c"));
        assertThat(effect("CLOSE ALL")).isEqualTo(new Effect.CloseAll());
        assertThat(effect("COPY tickets FROM STDIN")).isEqualTo(new Effect.CopyIn(false));
        assertThat(effect("COPY tickets FROM STDIN (FORMAT csv, HEADER)")).isEqualTo(new Effect.CopyIn(true));
        assertThat(effect("COPY tickets TO STDOUT")).isEqualTo(new Effect.CopyOut(false));
        assertThat(effect("COPY tickets TO STDOUT (HEADER)")).isEqualTo(new Effect.CopyOut(true));
        assertThat(effect("COPY tickets TO STDOUT CSV HEADER")).isEqualTo(new Effect.CopyOut(true));
        assertThat(effect("COPY tickets TO STDOUT (HEADER true, HEADER off)")).isEqualTo(new Effect.CopyOut(false));
        assertThat(effect("COPY tickets TO STDOUT (HEADER match)")).isEqualTo(new Effect.CopyOut(false));
        assertThat(effect("EXPLAIN SELECT 1")).isEqualTo(new Effect.Explain(false));
        assertThat(effect("EXPLAIN (ANALYZE off) SELECT 1")).isEqualTo(new Effect.Explain(true));
    }

    @Test
    void readWriteSwitchesAreFlagged() {
        for (String sql : List.of(
                "BEGIN READ WRITE",
                "START TRANSACTION READ WRITE",
                "SET TRANSACTION READ WRITE",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
                "SET transaction_read_only = off",
                "SELECT set_config('default_transaction_read_only', 'off', false)")) {
            assertThat(Grammar.notes(sql)).as(sql).contains("makes the transaction read write");
        }
        assertThat(Grammar.notes("BEGIN READ ONLY")).doesNotContain("read write");
    }

    @Test
    void everythingThatChangesTheNextJudgementIsABarrier() {
        for (String sql : List.of(
                "SET datestyle = ISO",
                "ROLLBACK",
                "ROLLBACK TO a",
                "PREPARE q AS SELECT 1",
                "DEALLOCATE q",
                "DROP TABLE x",
                "SELECT leak()",
                "SELECT set_config('timezone', 'UTC', false)",
                "DO ''",
                "nonsense")) {
            assertThat(Grammar.meaning(sql).barrier()).as(sql).isTrue();
        }
        for (String sql : List.of("BEGIN", "COMMIT", "SELECT name FROM customers", "DELETE FROM tickets", "FETCH c")) {
            assertThat(Grammar.meaning(sql).barrier()).as(sql).isFalse();
        }
    }

    private static Effect effect(String sql) {
        return Grammar.meaning(sql).effects().getFirst();
    }
}
