package dev.sallyport.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.wire.TestGrammar;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the grammar says of joins against what the server answers: no record comes whose keys are not among those that
/// were read from the text (R7).
@Timeout(180)
class JoinedKeysTest {

    private static final int QUERIES = 3000;
    private static final int SEED = 7;
    private static final Set<String> JOINED = Set.of("customers", "tickets");

    @TempDir
    private Path folder;

    private int keyed;
    private int records;
    private int through;

    @Test
    void noRecordComesThatIsNotAmongTheKeys() throws Exception {
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
            RandomJoins joins = new RandomJoins(SEED);
            for (int i = 0; i < QUERIES; i++) check(joins.next(), grammar, view, statement);
        }
        assertThat(keyed).as("relations with a key").isGreaterThan(QUERIES);
        assertThat(records).as("records that were looked at").isGreaterThan(QUERIES);
        assertThat(through).as("keys that other records have").isGreaterThan(QUERIES / 100);
    }

    private static void fill(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE links (id int PRIMARY KEY, customer_id int)");
        statement.execute("INSERT INTO links VALUES (1, 2), (2, 3), (3, NULL), (4, 2)");
        statement.execute("TRUNCATE customers, tickets");
        statement.execute("INSERT INTO customers (id, email) SELECT i, i::text FROM generate_series(1, 4) i");
        statement.execute("INSERT INTO tickets (id, customer_id) VALUES (1, 2), (2, 2), (3, NULL), (5, 1), (6, 4)");
    }

    private void check(RandomJoins.Query query, SqlGrammar grammar, View view, Statement statement) throws Exception {
        String tail = " FROM " + query.from() + " WHERE " + query.where();
        List<Operation> operations =
                grammar.learn("SELECT 1" + tail, view).get(20, TimeUnit.SECONDS).operations(List.of()).stream()
                        .filter(operation ->
                                JOINED.contains(operation.resource().name()))
                        .toList();
        assertThat(operations).as(tail).hasSameSizeAs(query.tables());
        String columns = IntStream.range(0, query.tables().size())
                .mapToObj(at -> columns(query, at))
                .collect(Collectors.joining(", "));
        List<Set<String>> seen =
                operations.stream().<Set<String>>map(_ -> new HashSet<>()).toList();
        try (ResultSet rows = statement.executeQuery("SELECT " + columns + tail + " LIMIT 2000")) {
            while (rows.next()) {
                for (int at = 0; at < operations.size(); at++) {
                    check(operations.get(at), query.name(at), rows, tail);
                    String id = rows.getString(query.name(at) + "_id");
                    if (id != null) seen.get(at).add(id);
                }
            }
        }
        for (int at = 0; at < operations.size(); at++) few(operations.get(at), seen.get(at), tail);
        keyed += (int) operations.stream()
                .filter(operation -> operation.scope() instanceof Scope.Keyed)
                .count();
    }

    private static String columns(RandomJoins.Query query, int at) {
        String name = query.name(at);
        String customer = query.tables().get(at).equals("tickets") ? ".customer_id AS " : ".id AS ";
        return name + ".tableoid AS " + name + ", " + name + ".id AS " + name + "_id, " + name + customer + name
                + "_customer_id";
    }

    /// A relation that an outer join left out of this row shows no record.
    private void check(Operation operation, String name, ResultSet row, String query) throws SQLException {
        if (row.getObject(name) == null) return;
        records++;
        if (!(operation.scope() instanceof Scope.Keyed keys)) return;
        for (Scope.Key key : keys.keys()) {
            if (key.through() > 0) continue;
            assertThat(key.values())
                    .as("%s of `%s` in%s", key.field(), name, query)
                    .contains(String.valueOf(row.getObject(name + "_" + key.field())));
        }
    }

    /// A unique key bounds how many records are seen, whoever says its values.
    private void few(Operation operation, Set<String> seen, String query) {
        if (!(operation.scope() instanceof Scope.Keyed keys) || !keys.unique()) return;
        assertThat(seen).as("%s in%s", operation, query).hasSizeLessThanOrEqualTo((int) keys.most());
        if (keys.keys().stream().anyMatch(key -> key.through() > 0)) through++;
    }
}
