package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.Minting;
import dev.sallyport.postgres.target.TargetSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The connections behind an [AdminLine]: a few places, and the idle connections to the target's own database.
/// Package-private, safe on every thread.
final class AdminPool {

    private static final int PLACES = 4;

    private final TargetSettings target;
    private final Connections connections;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    AdminPool(TargetSettings target) {
        this.target = target;
        this.connections = new Connections(target);
    }

    /// In one transaction, on a kept connection. A kept one that turns out to be dead is replaced once.
    <T extends @Nullable Object> T kept(AdminLine.Work<T> work) throws SQLException {
        return placed(() -> {
            Connection connection = idle.pollFirst();
            if (connection != null) {
                try {
                    return transactAndKeep(connection, work);
                } catch (SQLException e) {
                    if (!SqlStates.isConnection(e)) {
                        throw e;
                    }
                    dropIdle();
                }
            }
            return transactAndKeep(connections.admin(target.database()), work);
        });
    }

    /// In one transaction, on a connection of its own.
    <T extends @Nullable Object> T fresh(String database, AdminLine.Work<T> work) throws SQLException {
        return alone(database, connection -> transact(connection, minting(database), work));
    }

    /// Without a transaction, on a connection of its own.
    <T extends @Nullable Object> T unbound(String database, AdminLine.Work<T> work) throws SQLException {
        return alone(database, connection -> work.on(new AdminSession(connection, minting(database))));
    }

    /// The functions are in the target's own database only.
    private Minting minting(String database) {
        return database.equals(target.database()) ? target.admin().minting() : Minting.DIRECT;
    }

    private interface Use<T extends @Nullable Object> {
        T of(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T alone(String database, Use<T> use) throws SQLException {
        return placed(() -> {
            try (Connection connection = connections.admin(database)) {
                return use.of(connection);
            }
        });
    }

    private <T extends @Nullable Object> T placed(AdminLine.Attempt<T> attempt) throws SQLException {
        if (!Patience.acquired(places::tryAcquire, target.admin().statementTimeout())) {
            throw new SQLException("the gateway's own connections are all busy", SqlStates.TOO_MANY);
        }
        try {
            return attempt.make();
        } finally {
            places.release();
        }
    }

    private <T extends @Nullable Object> T transactAndKeep(Connection connection, AdminLine.Work<T> work)
            throws SQLException {
        boolean sound = false;
        try {
            T result = transact(connection, target.admin().minting(), work);
            sound = true;
            return result;
        } catch (SQLException e) {
            sound = !SqlStates.isConnection(e);
            throw e;
        } finally {
            giveBack(connection, sound);
        }
    }

    private static <T extends @Nullable Object> T transact(
            Connection connection, Minting minting, AdminLine.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.on(new AdminSession(connection, minting));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(connection);
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            close(connection); // the server ends the transaction with the connection
        }
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        if (sound && !closed && !connection.isClosed()) {
            idle.addFirst(connection);
        } else {
            close(connection);
        }
        if (closed) {
            dropIdle();
        }
    }

    private void dropIdle() {
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // it was on its way out
        }
    }

    void close() {
        closed = true;
        dropIdle();
    }
}
