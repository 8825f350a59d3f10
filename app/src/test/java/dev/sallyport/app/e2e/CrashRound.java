package dev.sallyport.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Agents in the middle of everything, until the gateway is gone: writers, a reader, an open transaction, an action
/// that waits in the database, and one that waits for a human.
final class CrashRound {

    static final int BLOCKED_KEYS = 3;
    static final int READ_KEYS = 6;

    private static final int WRITERS = 3;
    private static final String NOTE = "UPDATE tickets SET note = ? WHERE id = ?";

    private final E2eStage stage;
    private final Agents agents;
    private final int round;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ticket = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean openTransaction = new AtomicBoolean();
    private final CountDownLatch gone = new CountDownLatch(1);

    CrashRound(E2eStage stage, Agents agents, int round) {
        this.stage = stage;
        this.agents = agents;
        this.round = round;
        this.ticket.set(500 * round);
    }

    /// What became true before the gateway died, as the agents know.
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void agent(String name, Work work) {
        String token = stage.token();
        threads.add(Thread.ofPlatform().name(name).start(() -> {
            try (Connection connection = agents.connect(token)) {
                work.on(connection);
            } catch (SQLException e) {
                // the gateway is gone, as it should be
            }
        }));
    }

    /// Comes back when all is under way and the writers have been told of this many changes.
    void play(int changes) throws Exception {
        for (int i = 0; i < WRITERS; i++) agent("writer-" + i, this::write);
        agent("reader", this::readOn);
        agent("open", this::leaveOpen);
        agent("blocked", this::changeArticles);
        agent(
                "held",
                connection -> Agents.change(connection, "UPDATE customers SET name = ? WHERE id = ?", "held", round));
        Await.until("an action waits in the database", () -> stage.database().waiting() == 1);
        Await.until("an action waits for a human", () -> holds().size() == 1);
        Await.until("a transaction is open", openTransaction::get);
        Await.until("customers were read", () -> read.get() >= READ_KEYS);
        int before = acknowledged.size();
        Await.until("changes were made", () -> acknowledged.size() >= before + changes);
    }

    private JsonNode holds() throws Exception {
        return stage.admin().get("/v1/holds", Role.READ).json().path("holds");
    }

    private void write(Connection connection) throws SQLException {
        while (ticket.get() < 500 * round + 490) {
            int id = ticket.incrementAndGet();
            String note = "round " + round + " ticket " + id;
            Agents.change(connection, NOTE, note, id);
            acknowledged.add(note);
        }
    }

    private void readOn(Connection connection) throws SQLException {
        for (int i = 1; i <= 2 * READ_KEYS; i++) {
            Agents.read(connection, "SELECT name FROM customers WHERE id = ?", 20 * round + i);
            read.incrementAndGet();
        }
    }

    private void leaveOpen(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Agents.change(connection, NOTE, "open " + round, round);
        openTransaction.set(true);
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changeArticles(Connection connection) throws SQLException {
        int first = 10 * round;
        Agents.change(
                connection, "UPDATE articles SET title = ? WHERE id IN (?, ?, ?)", "lost", first, first + 1, first + 2);
    }

    /// After the gateway has died.
    void join() throws InterruptedException {
        gone.countDown();
        for (Thread thread : threads) thread.join(Await.PATIENCE);
    }
}
