package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Recomputed;
import dev.sallyport.app.history.Chronicle;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules change while agents work (R18, R20, R22).
class ReloadTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";
    private static final String DUMP = "SELECT id, name FROM customers";

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
        stage.configure(Crm.RESOLVE_TICKET);
        assertThat(reload(Role.CONFIGURE).ok()).isTrue();
    }

    private static Reply reload(Role role) throws Exception {
        return stage.admin().send("POST", "/v1/reload", role, MissingNode.getInstance());
    }

    private static Connection connect() throws SQLException {
        return stage.agents().connect(stage.token());
    }

    /// R18
    @Test
    void aSessionWhoseRuleBecameNarrowerEnds() throws Exception {
        try (Connection connection = connect()) {
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            String session = stage.records(EventKind.SESSION_OPENED).getLast().session();
            stage.configure(Crm.RESOLVE_TICKET.replace("      - { read: crm/articles }\n", ""));
            Reply reply = reload(Role.CONFIGURE);
            assertThat(reply.json().path("changed").asBoolean()).isTrue();
            Await.until("the session is closed", () -> closed().contains(session));
            assertThatThrownBy(() -> Agents.read(connection, CUSTOMER)).isInstanceOf(SQLException.class);
        }
        try (Connection narrower = connect()) {
            assertThat(Agents.read(narrower, CUSTOMER)).containsExactly("Customer 42");
            assertThatThrownBy(() -> Agents.read(narrower, "SELECT title FROM articles WHERE id = 1"))
                    .hasMessageContaining("denied: ");
        }
    }

    private static List<String> closed() {
        return stage.records(EventKind.SESSION_CLOSED).stream()
                .map(record -> record.session())
                .toList();
    }

    /// R18: limits are held from the next action on, also in a session that may stay.
    @Test
    void aLowerLimitHoldsInAnOpenSession() throws Exception {
        String token = stage.identity("system:serviceaccount:support:lower").sign();
        try (Connection connection = stage.agents().connect(token)) {
            for (int id = 1; id <= 3; id++) Agents.read(connection, "SELECT name FROM customers WHERE id = ?", id);
            stage.configure(Crm.RESOLVE_TICKET.replace("perSession: 10", "perSession: 3"));
            assertThat(reload(Role.CONFIGURE).ok()).isTrue();
            assertThatThrownBy(() -> Agents.read(connection, "SELECT name FROM customers WHERE id = ?", 4))
                    .hasMessageContaining("perSession");
        }
    }

    /// R24: what was decided before a reload and after it is made again, each under its own configuration.
    @Test
    void decisionsUnderEitherConfigurationAreMadeAgain(@TempDir Path elsewhere) throws Exception {
        Path before = kept("before.yaml");
        String token = stage.identity("system:serviceaccount:support:again").sign();
        try (Connection connection = stage.agents().connect(token)) {
            for (int id = 1; id <= 3; id++) Agents.read(connection, "SELECT name FROM customers WHERE id = ?", id);
            stage.configure(Crm.RESOLVE_TICKET.replace("perSession: 10", "perSession: 4"));
            assertThat(reload(Role.CONFIGURE).ok()).isTrue();
            Agents.read(connection, "SELECT name FROM customers WHERE id = ?", 4);
            assertThatThrownBy(() -> Agents.read(connection, "SELECT name FROM customers WHERE id = ?", 5))
                    .hasMessageContaining("perSession");
        }
        Path after = kept("after.yaml");
        try (Stream<Path> files = Files.list(stage.state().resolve("trail"))) {
            // the trail goes on: what its tail hands on meanwhile is in the segments that are copied after it
            List<Path> tailFirst = files.sorted(Comparator.comparing(file -> !file.endsWith(Segments.TAIL)))
                    .toList();
            for (Path file : tailFirst) Files.copy(file, elsewhere.resolve(file.getFileName()));
        }
        Recomputed again = Chronicle.history().recompute(new Book(elsewhere, Optional.empty()), List.of(before, after));
        assertThat(again.differences()).isEmpty();
        assertThat(again.counts().getFirst().number()).isGreaterThanOrEqualTo(5);
        assertThat(again.counts())
                .filteredOn(count -> count.what().equals("not checked"))
                .allMatch(count -> count.detail().startsWith("under another configuration"));
    }

    private static Path kept(String name) throws IOException {
        stage.write(name, Files.readString(stage.configuration()));
        return stage.configuration().resolveSibling(name);
    }

    /// R22: who changed what stands in the trail.
    @Test
    void hashesAndActorStandInTheTrail() throws Exception {
        stage.configure(Crm.RESOLVE_TICKET.replace("perSession: 10", "perSession: 9"));
        String generation = reload(Role.CONFIGURE).json().path("configuration").asText();
        assertThat(stage.records(EventKind.ADMINISTERED).getLast()).satisfies(record -> {
            assertThat(record.text("what")).isEqualTo("reload");
            assertThat(record.text("by")).isNotEmpty();
            assertThat(record.text("detail")).endsWith(" → " + generation);
        });
    }

    @Test
    void anInvalidFileChangesNothing() throws Exception {
        try (Connection connection = connect()) {
            stage.configure(Crm.RESOLVE_TICKET.replace("as: support", "as: nobody"));
            Reply reply = reload(Role.CONFIGURE);
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("faults").toString()).contains("access[0].as", "`nobody`");
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
        }
        try (Connection another = connect()) {
            assertThat(Agents.read(another, CUSTOMER)).containsExactly("Customer 42");
        }
    }

    /// R20, R22
    @Test
    void observingNeedsItsOwnTokenAndOthersMayNotReload() throws Exception {
        stage.configure(observing());
        Reply configure = reload(Role.CONFIGURE);
        assertThat(configure.status()).isEqualTo(403);
        assertThat(configure.problem()).isEqualTo("observe-not-allowed");
        assertThat(reload(Role.READ).status()).isEqualTo(403);
        assertThat(reload(Role.APPROVE).status()).isEqualTo(403);
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> Agents.read(connection, DUMP)).hasMessageContaining("denied: ");
        }
    }

    /// R20: door two steps aside, is heard nevertheless, and comes back by itself. Door one stays.
    @Test
    void observingSuspendsDoorTwoForAWhile() throws Exception {
        stage.configure(observing());
        assertThat(reload(Role.OBSERVE).ok()).isTrue();
        PlatformToken watched = stage.identity("system:serviceaccount:support:watched");
        try (Connection connection = stage.agents().connect(watched.sign())) {
            assertThat(Agents.read(connection, DUMP)).hasSize(2000);
            assertThat(suspended()).isEqualTo(1);
            stage.forward(Duration.ofMinutes(6));
            assertThatThrownBy(() -> Agents.read(connection, DUMP))
                    .as("its lease is as wide as observing needs: it does not go on")
                    .hasMessageMatching("(?s).*(the session has ended|the session ended|terminating connection).*");
        }
        try (Connection connection = connect()) {
            assertDumpIsDenied(connection);
        }
        String stranger =
                stage.identity(Crm.SUBJECT).claim("namespace", "marketing").sign();
        assertThatThrownBy(() -> stage.agents().connect(stranger)).hasMessageContaining("CONDITION_NOT_MET");
    }

    private static void assertDumpIsDenied(Connection connection) {
        assertThatThrownBy(() -> Agents.read(connection, DUMP))
                .hasMessageContaining("denied: ")
                .hasMessageContaining("rule `purposes.resolve-ticket.allow[0].keyedBy`");
    }

    private static String observing() {
        return Crm.RESOLVE_TICKET.replace(
                "purposes: [resolve-ticket] }",
                "purposes: [resolve-ticket],\n      mode: observe, until: "
                        + stage.now().plus(Duration.ofMinutes(5)) + " }");
    }

    private static long suspended() {
        return stage.records(EventKind.DECIDED).stream()
                .filter(record -> record.permits()
                        && StreamSupport.stream(record.json().path("evidence").spliterator(), false)
                                .anyMatch(
                                        signal -> signal.path("signal").asText().equals("suspended")))
                .count();
    }
}
