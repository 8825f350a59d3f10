package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// Two gigabytes for an agent that does not read, and hundreds of megabytes for a target that does not:
/// the gateway holds a little of it and lets the other side wait.
class SlowPeerTest {

    private static final int ROWS = 2000;
    private static final int ROW_BYTES = 1_000_000;
    private static final long LITTLE_BYTES = 64L << 20;
    private static final long MOST_KILOBYTES = 1_200_000;

    private static final String RULES = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [archive] }
            purposes:
              archive:
                description: read and write the archive
                allow:
                  - { read: crm/articles }
                  - { create: crm/articles }
                  - { read: crm/customers, keyedBy: [id] }
            """;

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static GatewayProcess gateway;

    @BeforeAll
    static void serve() throws Exception {
        stage = E2eStage.set(folder, RULES);
        stage.configure(
                RULES,
                yaml -> yaml.replace(
                        "roles:\n      support:", "roles:\n      support:\n        - \"INSERT ON articles\""));
        stage.database()
                .sql(
                        "GRANT INSERT ON articles TO crm_gateway WITH GRANT OPTION",
                        "UPDATE articles SET title = repeat('x', " + ROW_BYTES + ")",
                        "INSERT INTO articles SELECT i, repeat('x', " + ROW_BYTES + ") FROM generate_series(501, "
                                + ROWS + ") AS i",
                        "ANALYZE");
        gateway = GatewayProcess.serve(stage.configuration(), folder.resolve("gateway.log"));
        Await.until("the gateway knows the catalog", SlowPeerTest::others);
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        stage.close();
    }

    private static Connection connect(String account) throws SQLException {
        return new Agents(gateway.port(), stage.certificate())
                .connect(
                        stage.identity("system:serviceaccount:support:" + account)
                                .sign(),
                        Map.of("socketTimeout", "120"));
    }

    /// Whether somebody else is served meanwhile.
    private static boolean others() throws SQLException {
        try (Connection connection = connect("other")) {
            return Agents.read(connection, "SELECT name FROM customers WHERE id = 42")
                    .contains("Customer 42");
        } catch (SQLException e) {
            if (Agents.DENIED.equals(e.getSQLState())) return false;
            throw e;
        }
    }

    private static long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean targetWaitsForTheReader() throws SQLException {
        return !stage.database()
                .column("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'sallyport\\_%'"
                        + " AND state = 'active' AND wait_event = 'ClientWrite'")
                .isEmpty();
    }

    @Test
    void aReaderThatDoesNotReadMakesTheTargetWait() throws Exception {
        try (Connection slow = connect("slow")) {
            CopyOut begun = slow.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY articles (title) TO STDOUT");
            assertThat(begun.isActive()).isTrue();
            Await.until("the target waits", SlowPeerTest::targetWaitsForTheReader);
            TimeUnit.SECONDS.sleep(2);
            assertThat(memory()).isLessThan(MOST_KILOBYTES);
            assertThat(targetWaitsForTheReader()).isTrue();
            assertThat(others()).isTrue();
        }
        Await.until("its lease is gone", () -> stage.database().leases().isEmpty());
    }

    /// A row that somebody else has just inserted makes the target wait in the middle of a COPY.
    @Test
    void aTargetThatDoesNotReadMakesTheWriterWait() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] row = ("\t" + "y".repeat(ROW_BYTES) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int rows = 300;
        try (Connection owner = stage.database().owner();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection agent = connect("writer")) {
            owner.setAutoCommit(false);
            Agents.change(owner, "INSERT INTO articles (id, title) VALUES (100000, 'first')");
            Future<Long> copied = threads.submit(() -> {
                CopyIn copy =
                        agent.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY articles (id, title) FROM STDIN");
                for (int i = 0; i < rows; i++) {
                    byte[] id = String.valueOf(100000 + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    copy.writeToCopy(id, 0, id.length);
                    copy.writeToCopy(row, 0, row.length);
                    copy.flushCopy();
                    sent.addAndGet(row.length);
                }
                return copy.endCopy();
            });
            Await.until("the target waits for a lock", () -> stage.database().waiting() == 1);
            Await.until("the writer waits", () -> {
                long before = sent.get();
                TimeUnit.MILLISECONDS.sleep(1000);
                return sent.get() == before;
            });
            assertThat(sent.get()).isLessThan(LITTLE_BYTES);
            assertThat(memory()).isLessThan(MOST_KILOBYTES);
            assertThat(others()).isTrue();
            owner.rollback();
            assertThat(copied.get(120, TimeUnit.SECONDS)).isEqualTo(rows);
        }
        assertThat(stage.database().one("SELECT count(*) FROM articles WHERE id >= 100000"))
                .isEqualTo(String.valueOf(rows));
    }
}
