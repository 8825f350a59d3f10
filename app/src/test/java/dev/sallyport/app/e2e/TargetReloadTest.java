package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Targets come, go and change while agents work (R18, R22): whole or not at all, and no session goes on with a lease
/// that would not be made any more.
class TargetReloadTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";
    private static final String TITLE = "SELECT title FROM articles WHERE id = 1";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.play(folder, Crm.RESOLVE_TICKET);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @AfterEach
    void restore() throws Exception {
        applied(text -> text);
    }

    private static Reply reload(UnaryOperator<String> change) throws Exception {
        stage.configure(Crm.RESOLVE_TICKET, change);
        return stage.admin().send("POST", "/v1/reload", Role.CONFIGURE, MissingNode.getInstance());
    }

    private static Reply applied(UnaryOperator<String> change) throws Exception {
        Reply reply = reload(change);
        assertThat(reply.ok()).as(reply.json().toString()).isTrue();
        return reply;
    }

    private static Connection connect(String... more) throws SQLException {
        return stage.agents().connect(stage.token(), more.length == 0 ? Map.of() : Map.of(more[0], more[1]));
    }

    private static String newest() {
        return stage.records(EventKind.SESSION_OPENED).getLast().session();
    }

    private static void assertEnded(Connection connection, String session, String why) throws Exception {
        Await.until(
                "the session is closed",
                () -> stage.records(EventKind.SESSION_CLOSED).stream()
                        .anyMatch(record -> record.session().equals(session)
                                && record.text("reason").contains(why)));
        assertThatThrownBy(() -> Agents.read(connection, CUSTOMER)).isInstanceOf(SQLException.class);
        assertThat(stage.records(EventKind.LEASE_DESTROYED))
                .filteredOn(record -> record.session().equals(session))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.json().path("verified").asBoolean()).isTrue());
    }

    private static void assertWorks() throws Exception {
        try (Connection connection = connect()) {
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
        }
    }

    private static String second(String text) {
        String crm = text.substring(text.indexOf("  crm:\n"), text.indexOf("access:"));
        return text.replace(
                        "access:\n",
                        crm.replace("  crm:\n", "  second:\n") + "access:\n"
                                + "  - { name: other, from: support-pods, to: second, as: support, purposes: [look] }\n")
                .replace(
                        "purposes:\n  resolve",
                        "purposes:\n  look: { description: look, allow: [ { read: second/articles } ] }\n  resolve");
    }

    @Test
    void aNewTargetIsReachedAndARemovedOneEndsItsSessions() throws Exception {
        assertThatThrownBy(() -> connect("user", "second")).hasMessageContaining("no such target");
        applied(TargetReloadTest::second);
        try (Connection stays = connect();
                Connection goes = connect("user", "second")) {
            String session = newest();
            assertThat(Agents.read(goes, TITLE)).containsExactly("Article 1");
            applied(text -> text);
            assertEnded(goes, session, "no such target");
            assertThatThrownBy(() -> connect("user", "second")).hasMessageContaining("no such target");
            assertThat(Agents.read(stays, CUSTOMER)).containsExactly("Customer 42");
        }
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
    }

    /// Its lease could do what no lease is given any more.
    @Test
    void aSessionWhoseGrantsBecameNarrowerEnds() throws Exception {
        try (Connection connection = connect()) {
            String session = newest();
            applied(text -> text.replace("SELECT ON customers, tickets, articles", "SELECT ON customers, tickets")
                    .replace("      - { read: crm/articles }\n", ""));
            assertEnded(connection, session, "connect again");
        }
        try (Connection narrower = connect()) {
            String role = stage.database().leases().getFirst();
            assertThat(stage.database().one("SELECT has_table_privilege('" + role + "', 'articles', 'SELECT')::text"))
                    .isEqualTo("false");
            assertThat(Agents.read(narrower, CUSTOMER)).containsExactly("Customer 42");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sensitive: { customers: [ssn] } | sensitive: { customers: [ssn, email] }",
                "roles: | limits: { lockTimeout: 5s }\\n    roles:",
                "roles: | maxStatement: 8KiB\\n    roles:",
                "roles: | lease: { idle: 5m }\\n    roles:",
                "tls: disable | tls: disable, clearText: allow",
                "tls: disable | tls: disable, statementTimeout: 30s",
            })
    void aSessionThatWouldBeGivenAnotherLeaseEnds(String piece, String replacement) throws Exception {
        try (Connection connection = connect()) {
            String session = newest();
            applied(text ->
                    text.replaceFirst("(?m)" + java.util.regex.Pattern.quote(piece), replacement.replace("\\n", "\n")));
            assertEnded(connection, session, "its target changed");
        }
        assertWorks();
    }

    /// R4
    @Test
    void aNewSessionHasTheNewLimits() throws Exception {
        applied(text -> text.replace("tls: disable", "tls: disable, statementTimeout: 30s"));
        try (Connection connection = connect()) {
            assertThat(Agents.read(connection, "SHOW statement_timeout")).containsExactly("30s");
            Agents.change(connection, "SET statement_timeout = '10s'");
            Agents.change(connection, "SET statement_timeout = '31s'"); // gets the ceiling, and a warning
            assertThat(Agents.read(connection, "SHOW statement_timeout")).containsExactly("30s");
        }
    }

    /// What another role may do, and what the doors alone hold, changes no lease.
    @Test
    void aSessionThatIsNotConcernedGoesOn() throws Exception {
        try (Connection connection = connect()) {
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            applied(text -> text.replace("    sensitive:", "      nobody: [ \"SELECT ON articles\" ]\n    sensitive:")
                    .replace("roles:", "ceiling: { perHour: 5000 }\n    roles:"));
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            stage.gateway().targets().get("crm").refreshCatalog();
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
        }
    }

    /// Another address of the same server: the old sessions end and the new target's sweeper leaves the new ones alone.
    @Test
    void anotherAddressIsUsedByNewSessionsAndEndsTheOldOnes() throws Exception {
        try (Connection old = connect()) {
            String session = newest();
            applied(text -> text.replace("address: \"127.0.0.1", "address: \"localhost"));
            assertEnded(old, session, "its target changed");
            try (Connection connection = connect()) {
                assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
                Await.until(
                        "the old lease is gone", () -> stage.database().leases().size() == 1);
                assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            }
        }
        assertThat(stage.records(EventKind.ADMINISTERED).getLast().text("detail"))
                .startsWith("anew: targets.crm; ");
    }

    /// The configuration says the same; the file that it names does not.
    @Test
    void aRenewedSecretOfTheGatewaysAccountIsTakenOver() throws Exception {
        try {
            account("another-pass-2b61");
            assertThat(applied(text -> text).json().path("changed").asBoolean()).isTrue();
            assertWorks();
            assertThat(stage.records(EventKind.ADMINISTERED).getLast().toString())
                    .doesNotContain("another-pass-2b61");
            assertThat(applied(text -> text).json().path("changed").asBoolean()).isFalse();
        } finally {
            account(CrmServer.GATEWAY_PASSWORD);
            applied(text -> text);
        }
        assertWorks();
    }

    private static void account(String password) throws Exception {
        stage.database().sql("ALTER ROLE " + CrmServer.GATEWAY + " PASSWORD '" + password + "'");
        stage.write("crm-admin", CrmServer.GATEWAY + ":" + password);
    }

    /// Everything that can fail is tried before anything is changed.
    @Test
    void aTargetThatCannotBeMadeReadyChangesNothing() throws Exception {
        stage.write("broken.pem", "no certificate");
        int reloads = stage.records(EventKind.ADMINISTERED).size();
        try (Connection connection = connect()) {
            Reply reply = reload(text -> second(text)
                    .replaceFirst("tls: disable", "tls: verify-full, ca: broken.pem")
                    .replace("perSession: 10", "perSession: 9"));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("faults").toString()).contains("broken.pem");
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            assertThatThrownBy(() -> connect("user", "second")).hasMessageContaining("no such target");
        }
        assertThat(stage.records(EventKind.ADMINISTERED)).hasSize(reloads);
    }

    /// Open sessions stay; whoever connects sees the new one.
    @Test
    void aRenewedCertificateIsShownToNewConnections() throws Exception {
        String old = Files.readString(stage.certificate());
        try (Connection connection = connect()) {
            stage.renewCertificate();
            assertThatThrownBy(TargetReloadTest::connect).hasMessageContaining("SSL error");
            applied(text -> text);
            assertThat(stage.records(EventKind.ADMINISTERED).getLast().text("detail"))
                    .startsWith("anew: tls; ");
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            assertWorks();
            Path before = Files.writeString(folder.resolve("old.crt"), old);
            assertThatThrownBy(() -> connect("sslrootcert", before.toString())).hasMessageContaining("SSL error");
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsNotTakenOver() throws Exception {
        Path key = stage.certificate().resolveSibling("server.key");
        String kept = Files.readString(key);
        stage.renewCertificate();
        String renewed = Files.readString(key);
        stage.write("server.key", kept);
        Reply reply = reload(text -> text);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("faults").toString()).contains("the key is not that of the certificate");
        stage.write("server.key", renewed);
        applied(text -> text);
        assertWorks();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen | listen: { postgres: \"127.0.0.1:0\" } | listen: { postgres: \"127.0.0.1:1\" }",
                "instance | authMethods: | instance: another\\nauthMethods:",
                "trail | authMethods: | trail: { keep: 30d }\\nauthMethods:",
                "limits | handshake: 2m | handshake: 2m, maxSessions: 7",
            })
    void whatNeedsARestartIsRefusedAsAWhole(String path, String piece, String replacement) throws Exception {
        Reply reply = reload(text -> second(text).replace(piece, replacement.replace("\\n", "\n")));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("faults").findValuesAsText("path")).isEqualTo(List.of(path));
        assertThatThrownBy(() -> connect("user", "second")).hasMessageContaining("no such target");
    }

    @Test
    void whatTheListenerAsksForEachConnectionFollows() throws Exception {
        applied(text -> text.replace("handshake: 2m", "handshake: 2m, maxConnections: 1"));
        try (Connection only = connect()) {
            assertThat(Agents.read(only, CUSTOMER)).containsExactly("Customer 42");
            assertThatThrownBy(TargetReloadTest::connect).isInstanceOf(SQLException.class);
        }
    }
}
