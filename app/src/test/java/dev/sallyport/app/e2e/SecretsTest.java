package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Session;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.postgres.probe.LeaseProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nobody may find afterwards: tokens, passwords, verifiers. The gateway runs as a process, with its outputs in a
/// file; the database logs every statement.
class SecretsTest {

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void set() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    void noSecretIsLeftAnywhere() throws Exception {
        Path output = folder.resolve("gateway.log");
        secrets.put("the gateway account's password", CrmServer.GATEWAY_PASSWORD);
        secrets.put("the gateway account's verifier", verifier(CrmServer.GATEWAY));
        try (GatewayProcess gateway = GatewayProcess.serve(stage.configuration(), output)) {
            Agents agents = new Agents(gateway.port(), stage.certificate());
            workAndStumble(agents);
            knockInVain(agents);
        }
        useAKnownLease();
        Map<String, String> places = new LinkedHashMap<>(files(stage.state()));
        places.put("the database's log", stage.database().log());
        places.put("the gateway's outputs", Files.readString(output));
        places.put("the agent's errors", String.join("\n", errors));
        assertPlacesAreRight(places);
        places.forEach((place, text) -> secrets.forEach((what, secret) ->
                assertThat(text.contains(secret)).as(what + " in " + place).isFalse()));
    }

    /// The search would find what is there.
    private static void assertPlacesAreRight(Map<String, String> places) {
        assertThat(places.keySet()).anyMatch(place -> place.contains("trail"));
        assertThat(places.get("the database's log"))
                .contains("CREATE ROLE", "set_config", "SELECT name FROM customers WHERE id = ");
        assertThat(places.get("the gateway's outputs")).contains("serving on");
        assertThat(places.get("the agent's errors")).contains("denied: ", "refused: ", "division by zero");
    }

    /// Three parts, each of which would be enough.
    private void add(String what, String token) {
        secrets.put(what, token);
        secrets.put(what + "'s payload", token.split("\\.")[1]);
        secrets.put(what + "'s signature", token.substring(token.lastIndexOf('.') + 1));
    }

    private void workAndStumble(Agents agents) throws Exception {
        String token = stage.token();
        add("the token", token);
        Await.until("the gateway knows the catalog", () -> knowsCatalog(agents, token));
        try (Connection connection = agents.connect(token)) {
            for (String lease : stage.database().leases()) {
                String verifier = verifier(lease);
                secrets.put(lease + "'s verifier", verifier);
                Arrays.stream(verifier.split("[$:]"))
                        .filter(part -> part.length() > 20)
                        .forEach(part -> secrets.put("part of " + lease + "'s verifier: " + part, part));
            }
            Agents.read(connection, "SELECT name FROM customers WHERE id = ?", 42);
            stumble(connection, "SELECT * FROM customers");
            stumble(connection, "SELECT current_setting('sallyport.verifier')");
            stumble(connection, "SELECT rolpassword FROM pg_authid");
            stumble(connection, "SELECT 1 / (id - 1) FROM articles WHERE id = 1");
            stumble(connection, "SELEKT nonsense");
        }
        assertThat(secrets.keySet()).anyMatch(what -> what.endsWith("'s verifier") && what.startsWith("sallyport_"));
    }

    /// A lease as sessions get one, but of which the password is known here, and used.
    private void useAKnownLease() throws Exception {
        stage.start();
        PostgresTarget crm = stage.gateway().targets().get("crm");
        try (Connection connection = stage.agents().connect(stage.token())) {
            assertThat(connection.isValid(5)).isTrue();
            Session session =
                    stage.gateway().gateway().sessions().list().getFirst().session();
            try (RoleLease lease = crm.mint(new LeaseRequest(session, session.endsAt()))) {
                secrets.put("a lease's password", lease.secret().password().exposeText(SecretAccess.because("a test")));
                new LeaseProbe(crm.settings())
                        .attempt(lease.id(), lease.secret().password(), List.of("SELECT ssn FROM customers"));
                assertThat(stage.database().log()).contains("user=" + lease.id());
            }
        } finally {
            stage.stop();
        }
    }

    private static boolean knowsCatalog(Agents agents, String token) throws SQLException {
        try (Connection connection = agents.connect(token)) {
            return !Agents.read(connection, "SELECT id FROM tickets WHERE id = 1")
                    .isEmpty();
        } catch (SQLException e) {
            if (Agents.DENIED.equals(e.getSQLState())) return false;
            throw e;
        }
    }

    private void stumble(Connection connection, String sql) {
        errors.add(text(catchThrowableOfType(SQLException.class, () -> Agents.read(connection, sql))));
    }

    private void knockInVain(Agents agents) {
        knock(agents, "a forged token", stage.identity(Crm.SUBJECT).signWithEmbeddedKey());
        knock(
                agents,
                "a token for others",
                stage.identity(Crm.SUBJECT).audience("billing").sign());
        knock(agents, "a tampered token", stage.identity(Crm.SUBJECT).tamper("sub", "root"));
        knock(agents, "a token of nonsense", "nonsense0123456789.abcdefghijklmnop.qrstuvwxyz");
    }

    private void knock(Agents agents, String what, String token) {
        add(what, token);
        errors.add(text(catchThrowableOfType(SQLException.class, () -> agents.connect(token))));
    }

    private static String text(SQLException e) {
        assertThat(e.getMessage()).isNotEmpty();
        return e.toString();
    }

    private static String verifier(String role) throws SQLException {
        String verifier = stage.database().one("SELECT rolpassword FROM pg_authid WHERE rolname = '" + role + "'");
        assertThat(verifier).startsWith("SCRAM-SHA-256$");
        return verifier;
    }

    /// Every file below, as bytes that were made characters one by one.
    private static Map<String, String> files(Path below) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : regular(below)) {
            texts.put(
                    below.relativize(file).toString(),
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return texts;
    }

    private static Collection<Path> regular(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
