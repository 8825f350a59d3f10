package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlOpinionTest {

    private static final String TABLES = "Tables: depot(id, town), staff(id, name, salary)";
    private static final SqlOpinion OPINION = new SqlOpinion(new SqlJudge(Meanings.shipped()));

    @Test
    void aHardRuleIsCertain() {
        assertThat(of("sql", "DROP TABLE depot")).hasValueSatisfying(opinion -> {
            assertThat(opinion.certain()).isTrue();
            assertThat(opinion.rule()).isEqualTo("effect-unasked");
        });
    }

    @Test
    void theForestIsOnTheSharedScale() {
        assertThat(of("sql", "SELECT town FROM depot"))
                .hasValueSatisfying(opinion -> assertThat(opinion.score()).isLessThan(0.5));
        assertThat(of("sql", "SELECT name, salary FROM staff")).hasValueSatisfying(opinion -> {
            assertThat(opinion.score()).isGreaterThan(0.5);
            assertThat(opinion.certain()).isFalse();
            assertThat(opinion.why()).isNotEmpty();
        });
    }

    @Test
    void aStatementIsKnownByItselfAndASentenceIsNone() {
        assertThat(of("body.text", " select name,\n salary from staff")).isPresent();
        assertThat(of("text", "select a nice hotel and update me")).isEmpty();
        assertThat(of("text", "drop the table reservation")).isEmpty();
    }

    @Test
    void theWorstOfSeveralCounts() {
        Proposal proposal = new Proposal(
                "What is the town of each depot?",
                TABLES,
                List.of(),
                new Call(
                        "run",
                        "",
                        List.of(
                                new Argument("statements[0]", "SELECT town FROM depot"),
                                new Argument("statements[1]", "DELETE FROM depot"))));
        assertThat(OPINION.read(proposal))
                .hasValueSatisfying(opinion -> assertThat(opinion.certain()).isTrue());
    }

    /// "Answer ticket 17" has not the words of the statements that it takes.
    @Test
    void aTaskIsNoQuestion() {
        assertThat(task("SELECT name, mail FROM customer WHERE id = 42").score())
                .isZero();
        assertThat(task("UPDATE ticket SET status = 'waiting' WHERE id = 17").score())
                .isZero();
        assertThat(task("SELECT name FROM customer WHERE id = 42 OR 1 = 1").rule())
                .isEqualTo("constant-condition");
        assertThat(task("SELECT pg_sleep(60) FROM customer").rule()).isEqualTo("dangerous-function");
        assertThat(task("SELECT usename, passwd FROM pg_shadow").certain()).isTrue();
    }

    private static Opinion task(String sql) {
        Call call = new Call("sql", "", List.of(new Argument("sql", sql)));
        return OPINION.read(new Proposal("answer ticket 17", "You are a support agent.", List.of(), call))
                .orElseThrow();
    }

    private static Optional<Opinion> of(String path, String text) {
        return OPINION.read(new Proposal(
                "What is the town of each depot?",
                "Tables: depot(id, town); staff(id, name, salary)",
                List.of(),
                new Call("run", "", List.of(new Argument(path, text)))));
    }
}
