package dev.sallyport.app.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Sessions that are opened: how long one takes, many one after another, and many that stay.
///
/// @param url of pgjdbc
/// @param properties new ones for each session, since tokens are good for some minutes only
record Openings(String url, Supplier<Properties> properties) {

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties.get());
    }

    /// Microseconds until one session is ready; it is closed again, which does not count.
    double timeOne() throws SQLException {
        Properties ready = properties.get();
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url, ready)) {
            long end = System.nanoTime();
            if (connection.isClosed()) throw new SQLException("the session ended at once");
            return (end - start) / 1e3;
        }
    }

    /// Opens and closes so many, by a few threads that never wait in between.
    void run(int sessions, int threads) throws SQLException, InterruptedException {
        AtomicInteger left = new AtomicInteger(sessions);
        each(threads, () -> {
            while (left.getAndDecrement() > 0) open().close();
            return List.of();
        });
    }

    /// Opens so many and leaves them open; the caller closes them.
    List<Connection> keep(int sessions, int threads) throws SQLException, InterruptedException {
        AtomicInteger left = new AtomicInteger(sessions);
        return each(threads, () -> {
            List<Connection> kept = new ArrayList<>();
            try {
                while (left.getAndDecrement() > 0) kept.add(open());
                return kept;
            } catch (SQLException e) {
                closeAll(kept);
                throw e;
            }
        });
    }

    static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) connection.close();
    }

    private interface Share {
        List<Connection> take() throws SQLException;
    }

    /// @throws SQLException what the first of them failed with; the others are closed then
    private static List<Connection> each(int threads, Share share) throws SQLException, InterruptedException {
        List<Future<List<Connection>>> shares = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) shares.add(all.submit(share::take));
        }
        List<Connection> kept = new ArrayList<>();
        SQLException failure = null;
        for (Future<List<Connection>> one : shares) {
            try {
                kept.addAll(one.get());
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
            }
        }
        if (failure == null) return kept;
        closeAll(kept);
        throw failure;
    }
}
