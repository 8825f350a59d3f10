package dev.sallyport.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.wire.TestGrammar;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A condition beside which a key counts fails on no record at all, whatever stands in it: its error would tell of
/// records that no key names (R7). What the grammar says of conditions against what the server does with them.
@Timeout(900)
class SteadyConditionsTest {

    private static final int CONDITIONS = Integer.getInteger("sallyport.conditions", 12_000);
    private static final long SEED = Long.getLong("sallyport.seed", 11);

    @TempDir
    private Path folder;

    private int steady;
    private int failed;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void whatAKeyCountsBesideFailsOnNoRecord() throws Exception {
        try (TestServer server = TestServer.start(folder);
                AdminLine line = new AdminLine(server.target("gw1", Map.of()));
                CatalogSource source = new CatalogSource(
                        line, Set.of(), Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system());
                SqlGrammar grammar = TestGrammar.create();
                Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            Sampler.create(statement, new Random(SEED));
            statement.execute("SET statement_timeout = '5s'");
            View view = new View(
                    source.refresh().get(20, TimeUnit.SECONDS),
                    "crm",
                    List.of("public"),
                    "support",
                    List.of(),
                    Map.of(),
                    TestGrammar.CEILINGS);
            RandomConditions conditions = new RandomConditions(SEED);
            for (int i = 0; i < CONDITIONS; i++) check(conditions.next(), grammar, view, statement);
        }
        assertThat(wrong).isEmpty();
        assertThat(steady).as("conditions that a key counts beside").isGreaterThan(CONDITIONS / 20);
        assertThat(failed).as("conditions that fail on a record").isGreaterThan(CONDITIONS / 50);
    }

    /// What fails on no record at all was found out before any was looked at.
    private void check(String condition, SqlGrammar grammar, View view, Statement statement) throws Exception {
        String onNone = outcome("nobody", condition, statement);
        if (!onNone.isEmpty()) return;
        String onAll = outcome("sampler", condition, statement);
        boolean counts = counts(condition, grammar, view);
        if (counts) steady++;
        if (!onAll.isEmpty()) failed++;
        if (counts && !onAll.isEmpty()) wrong.add(condition + " -- " + onAll);
    }

    private static boolean counts(String condition, SqlGrammar grammar, View view) throws Exception {
        return grammar
                .learn("SELECT id FROM sampler WHERE id = 7 AND (" + condition + ")", view)
                .get(20, TimeUnit.SECONDS)
                .operations(List.of())
                .stream()
                .anyMatch(operation -> operation.scope() instanceof Scope.Keyed);
    }

    /// CASE keeps it from being computed before the first record comes.
    private static String outcome(String table, String condition, Statement statement) {
        try {
            statement
                    .executeQuery(
                            "SELECT count(*) FROM " + table + " WHERE CASE WHEN id > 0 THEN (" + condition + ") END")
                    .close();
            return "";
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }
}
