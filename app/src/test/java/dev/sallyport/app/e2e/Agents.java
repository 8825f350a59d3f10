package dev.sallyport.app.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Agents as plain pgjdbc: the gateway's address, its certificate's authority, a token.
record Agents(int port, Path authorities) {

    static final String DENIED = "42501";

    Connection connect(String token) throws SQLException {
        return connect(token, Map.of());
    }

    /// @param more properties of pgjdbc; `user` names the target
    Connection connect(String token, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "crm");
        properties.setProperty("password", token);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", authorities.toString());
        properties.setProperty("loginTimeout", "60");
        properties.setProperty("socketTimeout", "60");
        properties.putAll(more);
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/" + properties.getProperty("user"), properties);
    }

    /// The first column of every row.
    static List<String> read(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) values.add(String.valueOf(rows.getString(1)));
            return values;
        }
    }

    static int change(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }
}
