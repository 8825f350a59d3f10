package dev.sallyport.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the grammar says of how many records INSERT makes, against what the server makes: never more (R7).
/// `-Dsallyport.rows=N -Dsallyport.seed=S` for more and others.
@Timeout(600)
class MadeRowsTest {

    private static final int STATEMENTS = Integer.getInteger("sallyport.rows", 3000);
    private static final long SEED = Long.getLong("sallyport.seed", 11);

    /// Nested too deep, or for too long: denied.
    private static final Scope NOT_UNDERSTOOD = new Scope.Unbounded(-1);

    @TempDir
    private Path folder;

    private int made;
    private int told;

    @Test
    void noMoreAreMadeThanTheTextTells() throws Exception {
        try (TestServer server = TestServer.start(folder);
                AdminLine line = new AdminLine(server.target("gw1", Map.of()));
                CatalogSource source = new CatalogSource(
                        line, Set.of(), Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system());
                SqlGrammar grammar = TestGrammar.create();
                Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            fill(statement);
            View view = new View(
                    source.refresh().get(20, TimeUnit.SECONDS),
                    "crm",
                    List.of("public"),
                    "support",
                    List.of(),
                    Map.of(),
                    TestGrammar.CEILINGS);
            RandomRows rows = new RandomRows(SEED);
            connection.setAutoCommit(false);
            for (int i = 0; i < STATEMENTS; i++) check(rows.next(), grammar, view, connection);
        }
        assertThat(made).as("statements that ran").isGreaterThan(STATEMENTS / 2);
        assertThat(told).as("statements whose rows the text tells").isGreaterThan(STATEMENTS / 4);
    }

    private static void fill(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE sink (x int)");
        statement.execute("TRUNCATE customers, tickets");
        statement.execute("INSERT INTO customers (id, email) SELECT i, i::text FROM generate_series(1, 4) i");
        statement.execute("INSERT INTO tickets (id, customer_id) VALUES (1, 2), (2, 2), (3, NULL), (5, 1), (6, 4)");
    }

    private void check(String sql, SqlGrammar grammar, View view, Connection connection) throws Exception {
        Optional<Scope> scope = grammar.learn(sql, view).get(20, TimeUnit.SECONDS).operations(List.of()).stream()
                .filter(operation -> operation.verb() == Verb.CREATE)
                .filter(operation -> operation.resource().name().equals("sink"))
                .map(Operation::scope)
                .findFirst();
        OptionalInt count = run(sql, connection);
        if (count.isEmpty()) return;
        made++;
        if (!(scope.orElse(NOT_UNDERSTOOD) instanceof Scope.AtMost most)) return;
        told++;
        assertThat((long) count.getAsInt()).as(sql).isLessThanOrEqualTo(most.records());
    }

    /// @return empty when the server refuses it
    private static OptionalInt run(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return OptionalInt.of(statement.executeUpdate(sql));
        } catch (SQLException refused) {
            return OptionalInt.empty();
        } finally {
            connection.rollback();
        }
    }
}
