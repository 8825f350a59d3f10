package dev.sallyport.postgres.setup;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.postgres.admin.Connections;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.setup.SetupScript.Step;
import dev.sallyport.postgres.target.TargetSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/// Runs a [SetupScript] at a target: all of it or nothing. Blocks.
public final class Installation {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    private final TargetSettings target;
    private final Consumer<String> progress;

    /// @param progress gets one line for each step, and what the server warns of
    public Installation(TargetSettings target, Consumer<String> progress) {
        this.target = target;
        this.progress = progress;
    }

    /// @param user a superuser, or who may make roles and owns the database and the tables
    /// @throws TargetException when the target is away or refuses; then nothing is changed
    public void run(SetupScript script, String user, Secret password) throws TargetException {
        try (Connection connection = new Connections(target).as(user, password, STATEMENT_TIMEOUT)) {
            connection.setAutoCommit(false);
            for (Step step : script.steps()) run(connection, step);
            connection.commit();
        } catch (SQLException e) {
            throw TargetException.from(target.name(), "set the account up", e);
        }
    }

    private void run(Connection connection, Step step) throws SQLException {
        progress.accept(step.title());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(step.sql());
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                if (!String.valueOf(w.getSQLState()).startsWith("00")) progress.accept("warning: " + w.getMessage());
            }
        }
    }
}
