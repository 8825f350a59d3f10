package dev.sallyport.app.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// The agent: plain pgjdbc. All it has is the gateway's address and the token its platform gave it.
final class Agent {

    private static final String CUT = "the answer was cut";
    private static final int LOGIN_SECONDS = 20;

    private final String url;
    private final Path authorities;

    Agent(String host, int port, Path authorities) {
        this.url = "jdbc:postgresql://" + host + ":" + port + "/crm";
        this.authorities = authorities;
    }

    /// What became of an attempt, as the agent sees it.
    record Attempt(String ending, long records, String said) {}

    /// @param options purpose or task, as `-c name=value`; may be empty
    Connection connect(String token, String options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "crm");
        properties.setProperty("password", token);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", authorities.toString());
        properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
        if (!options.isEmpty()) properties.setProperty("options", options);
        return DriverManager.getConnection(url, properties);
    }

    Attempt open(String token) {
        try (Connection connection = connect(token, "")) {
            return new Attempt(connection.isClosed() ? "refused" : "allowed", 0, "");
        } catch (SQLException e) {
            return new Attempt("refused", 0, message(e));
        }
    }

    /// Runs one statement as a driver does, in a session of its own.
    Attempt run(String token, String sql, Object... arguments) {
        try (Connection connection = connect(token, "")) {
            return run(connection, sql, arguments);
        } catch (SQLException e) {
            return new Attempt("refused", 0, message(e));
        }
    }

    static Attempt run(Connection connection, String sql, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            long records = statement.execute() ? rows(statement.getResultSet()) : statement.getUpdateCount();
            return new Attempt("allowed", records, records + (records == 1 ? " record" : " records"));
        } catch (SQLException e) {
            return refused(e);
        }
    }

    /// As psql does: the text goes as it is, several statements and all.
    Attempt runText(String token, String sql) {
        try (Connection connection = connect(token, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return new Attempt("allowed", 0, "");
        } catch (SQLException e) {
            return refused(e);
        }
    }

    private static long rows(ResultSet results) throws SQLException {
        long rows = 0;
        try (results) {
            while (results.next()) rows++;
        }
        return rows;
    }

    private static Attempt refused(SQLException e) {
        String message = message(e);
        return new Attempt(message.contains(CUT) ? "cut" : "denied", 0, message);
    }

    private static String message(SQLException e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return first.replaceFirst("^(ERROR|FATAL): ", "");
    }
}
