package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pools send when a connection comes back leads to what the lease was given, never behind it (R4): settings are
/// those of the lease again, and names that are gone at the server are gone at the gateway.
class ResetTest {

    /// Of asyncpg 0.32.
    private static final String ASYNCPG = "SELECT pg_advisory_unlock_all();\nCLOSE ALL;\nUNLISTEN *;\nRESET ALL;";

    /// Of Npgsql 9, for a connection that has prepared statements.
    private static final String NPGSQL = "SET SESSION AUTHORIZATION DEFAULT;RESET ALL;CLOSE ALL;UNLISTEN *;"
            + "SELECT pg_advisory_unlock_all();DISCARD SEQUENCES;DISCARD TEMP";

    private static final List<String> SETTINGS = List.of(
            "search_path",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "client_encoding",
            "standard_conforming_strings",
            "default_transaction_read_only",
            "row_security",
            "datestyle",
            "intervalstyle",
            "role",
            "session_authorization");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lease: { warm: 2, keepWarm: 1m }",
                "lease: { account: { user: app, password: \"file:app\" } }"
            })
    void theLeasesOwnSettingsStay(String lease) throws Exception {
        try (E2eStage stage = stage(lease);
                Connection agent = stage.agents().connect(stage.token(), Map.of("preferQueryMode", "simple"));
                Statement statement = agent.createStatement()) {
            Map<String, String> given = settings(agent);
            assertThat(given)
                    .containsEntry("client_encoding", "UTF8")
                    .containsEntry("standard_conforming_strings", "on");
            assertThat(given.get("search_path").replace("\"", "")).isEqualTo("public, pg_temp");
            for (String reset : List.of("RESET ALL", ASYNCPG, NPGSQL, "DISCARD ALL")) {
                statement.execute("SET statement_timeout = '1s'");
                statement.execute("SET default_transaction_read_only = off");
                statement.execute("SET intervalstyle = 'sql_standard'");
                assertThat(settings(agent)).isNotEqualTo(given);
                statement.execute(reset);
                assertThat(settings(agent)).as(reset).isEqualTo(given);
            }
            assertThat(Agents.read(agent, "SELECT name FROM customers WHERE id = 42"))
                    .containsExactly("Customer 42");
            assertThatThrownBy(() -> Agents.read(agent, "SELECT name FROM customers"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void namesThatWereDiscardedAreGone() throws Exception {
        try (E2eStage stage = stage("");
                Connection agent = stage.agents().connect(stage.token(), Map.of("preferQueryMode", "simple"));
                Statement statement = agent.createStatement()) {
            statement.execute("PREPARE q AS SELECT name FROM customers WHERE id = 42");
            statement.execute("DECLARE c CURSOR WITH HOLD FOR SELECT name FROM customers WHERE id = 42");
            assertThat(Agents.read(agent, "EXECUTE q")).containsExactly("Customer 42");
            statement.execute("DISCARD ALL");
            assertThatThrownBy(() -> Agents.read(agent, "EXECUTE q")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> Agents.read(agent, "FETCH c")).isInstanceOf(SQLException.class);
            statement.execute("PREPARE q AS SELECT name FROM customers WHERE id = 43");
            assertThat(Agents.read(agent, "EXECUTE q")).containsExactly("Customer 43");
        }
    }

    private E2eStage stage(String lease) throws Exception {
        E2eStage stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.database()
                .sql(
                        "SET log_statement = 'none'",
                        "CREATE ROLE app LOGIN PASSWORD 'app-pass-8ad1'",
                        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO app",
                        "GRANT pg_signal_backend TO " + CrmServer.GATEWAY);
        Path secret = Files.writeString(stage.configuration().resolveSibling("app"), "app-pass-8ad1");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> lease.isEmpty() ? yaml : yaml.replaceFirst(" {4}roles:", "    " + lease + "\n    roles:"));
        stage.start();
        return stage;
    }

    private static Map<String, String> settings(Connection agent) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        for (String name : SETTINGS)
            settings.put(name, Agents.read(agent, "SHOW " + name).getFirst());
        return settings;
    }
}
