package dev.sallyport.app.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/// An agent that knows what every PostgreSQL client knows, its environment: no token, no gateway, no
/// purpose. pgjdbc finds the password in PGPASSFILE.
public final class ExecutedAgent {

    private ExecutedAgent() {}

    public static void main(String[] arguments) throws SQLException {
        Map<String, String> environment = System.getenv();
        String url = "jdbc:postgresql://" + environment.get("PGHOST") + ":" + environment.get("PGPORT") + "/"
                + environment.get("PGDATABASE");
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(environment.get("PGUSER")));
        properties.setProperty("sslmode", String.valueOf(environment.get("PGSSLMODE")));
        properties.setProperty("sslrootcert", String.valueOf(environment.get("PGSSLROOTCERT")));
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM customers WHERE id = 42")) {
            int read = 0;
            while (rows.next()) read++;
            System.out.println(read + (read == 1 ? " record" : " records"));
        }
    }
}
