package dev.sallyport.postgres.probe;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.postgres.admin.Connections;
import dev.sallyport.postgres.target.TargetSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Tries statements as a role, each in a transaction that is rolled back. Blocks; not for the gateway's own path.
public final class LeaseProbe {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Connections connections;

    public LeaseProbe(TargetSettings target) {
        this.connections = new Connections(target);
    }

    /// @param sqlState `00000` when the server did it; `42501` is "permission denied"
    /// @param message what the server said, empty when it did it
    public record Finding(String statement, String sqlState, String message) {

        public boolean refused() {
            return !sqlState.equals("00000");
        }
    }

    /// One connection for all of them, so that one lease with a limit of connections is enough.
    ///
    /// @throws SQLException when it cannot log in
    public List<Finding> attempt(String role, Secret password, List<String> statements) throws SQLException {
        try (Connection connection = connections.as(role, password, ANSWER_TIMEOUT)) {
            connection.setAutoCommit(false);
            List<Finding> findings = new ArrayList<>();
            for (String statement : statements) {
                findings.add(attempt(connection, statement));
                connection.rollback();
            }
            return findings;
        }
    }

    private static Finding attempt(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return new Finding(sql, "00000", "");
        } catch (SQLException e) {
            return new Finding(sql, String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
        }
    }
}
