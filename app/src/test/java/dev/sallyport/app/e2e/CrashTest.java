package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Recomputed;
import dev.sallyport.app.history.Chronicle;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.ChargeRecord;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that dies at the worst moment (R5, R13, R21): SIGKILL in the middle of everything, ten times, each after
/// another number of changes. A hundred times: the same with `-Dsallyport.crash.rounds=100 -Dsurefire.timeout=7200`.
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("sallyport.crash.rounds", 10);
    private static final long SEED = 20260304;
    private static final int CUSTOMERS_PER_HOUR = 20 * ROUNDS;
    private static final int ARTICLES_PER_HOUR = CrashRound.BLOCKED_KEYS * ROUNDS + 3;

    /// Rows that no round touches.
    private static final int UNTOUCHED = 10_000;

    private static final String RULES = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id], atMost: { perAction: 5, perHour: CUSTOMERS } }
                  - { update: crm/articles, fields: [title], keyedBy: [id], atMost: { perAction: 5, perHour: ARTICLES } }
                  - { read: crm/tickets, keyedBy: [id] }
                  - { update: crm/tickets, fields: [note], keyedBy: [id], atMost: { perAction: 1 } }
                  - { update: crm/customers, fields: [name], keyedBy: [id], atMost: { perAction: 1 }, hold: true }
            """;

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void set() throws Exception {
        String rules = RULES.replace("CUSTOMERS", String.valueOf(CUSTOMERS_PER_HOUR))
                .replace("ARTICLES", String.valueOf(ARTICLES_PER_HOUR));
        stage = E2eStage.set(folder, rules);
        int last = UNTOUCHED + 2 * CUSTOMERS_PER_HOUR;
        stage.database()
                .sql(
                        "INSERT INTO customers SELECT i, 'c' || i || '@example.com', 'Customer ' || i, ''"
                                + " FROM generate_series(2001, " + last + ") AS i",
                        "INSERT INTO articles SELECT i, 'Article ' || i FROM generate_series(501, " + last + ") AS i",
                        "INSERT INTO tickets SELECT i, i, 'open', '' FROM generate_series(2001, " + (500 * ROUNDS + 500)
                                + ") AS i",
                        "ANALYZE");
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    void nothingIsLeftNothingIsMissingAndNothingIsForgotten() throws Exception {
        Generators generators = new Generators(SEED);
        GatewayProcess gateway = serve(0);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                CrashRound agents = new CrashRound(stage, new Agents(gateway.port(), stage.certificate()), round);
                try (Connection owner = stage.database().owner()) {
                    lockArticles(owner);
                    agents.play(generators.between(1, 25));
                    gateway.kill();
                    agents.join();
                    boolean torn = isTorn();
                    gateway = serve(round);
                    assertNoLeaseIsLeft();
                    assertTheTearIsRecorded(torn);
                }
                assertEveryEffectWasDecided(agents);
            }
            assertLimitsGoOn(new Agents(gateway.port(), stage.certificate()));
        } finally {
            gateway.close();
        }
        assertThat(stage.verify()).isInstanceOf(Verification.Intact.class);
        assertEverythingIsDecidedAgain();
    }

    /// R24: from a copy of the trail and the configuration alone every verdict comes out again, over all these deaths.
    private static void assertEverythingIsDecidedAgain() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("elsewhere/trail"));
        try (Stream<Path> files = Files.list(stage.state().resolve("trail"))) {
            for (Path file : files.toList()) Files.copy(file, copy.resolve(file.getFileName()));
        }
        Recomputed again =
                Chronicle.history().recompute(new Book(copy, Optional.empty()), List.of(stage.configuration()));
        assertThat(again.differences()).isEmpty();
        assertThat(again.agrees()).as("%s", again.counts()).isTrue();
        assertThat(again.counts().getFirst().number()).isGreaterThan(20L * ROUNDS);
    }

    /// Whoever changes articles now waits, with a reservation and without an outcome.
    private static void lockArticles(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        Agents.read(owner, "SELECT id FROM articles FOR UPDATE");
    }

    /// A gateway that knows the catalog already.
    private static GatewayProcess serve(int round) throws Exception {
        GatewayProcess gateway =
                GatewayProcess.serve(stage.configuration(), folder.resolve("gateway-" + round + ".log"));
        Agents agents = new Agents(gateway.port(), stage.certificate());
        Await.until("the gateway knows the catalog", () -> readsATicket(agents));
        return gateway;
    }

    private static boolean readsATicket(Agents agents) throws SQLException {
        try (Connection connection = agents.connect(stage.token())) {
            return !Agents.read(connection, "SELECT id FROM tickets WHERE id = 1")
                    .isEmpty();
        } catch (SQLException e) {
            if (Agents.DENIED.equals(e.getSQLState())) return false;
            throw e;
        }
    }

    /// Before the restart: what is there is sound, but for a last line that nobody was told of.
    private static boolean isTorn() throws Exception {
        Verification verification = stage.verify();
        assertThat(verification).as(verification.describe()).isNotInstanceOf(Verification.Broken.class);
        return verification instanceof Verification.Torn;
    }

    private static void assertTheTearIsRecorded(boolean torn) {
        long recorded = stage.records(EventKind.ADMINISTERED).stream()
                .filter(record -> record.text("what").equals("trail-torn"))
                .count();
        assertThat(recorded > 0 || !torn).isTrue();
    }

    /// R13
    private static void assertNoLeaseIsLeft() throws Exception {
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
        assertThat(stage.database().column("SELECT usename FROM pg_stat_activity WHERE usename LIKE 'sallyport\\_%'"))
                .isEmpty();
    }

    /// R21: nothing happened that was not recorded before, nothing that the agent was told of is lost.
    private static void assertEveryEffectWasDecided(CrashRound agents) throws SQLException {
        Set<String> effects = Set.copyOf(stage.database().column("SELECT note FROM tickets WHERE note <> ''"));
        assertThat(decidedValues()).containsAll(effects);
        assertThat(effects).containsAll(agents.acknowledged()).noneMatch(note -> note.startsWith("open"));
        assertThat(stage.database().column("SELECT id FROM customers WHERE name = 'held'"))
                .isEmpty();
        assertThat(stage.database().column("SELECT id FROM articles WHERE title = 'lost'"))
                .isEmpty();
    }

    private static Set<String> decidedValues() {
        return stage.records(EventKind.DECIDED).stream()
                .filter(TrailRecord::permits)
                .flatMap(record ->
                        StreamSupport.stream(record.json().path("args").spliterator(), false))
                .map(argument -> argument.path("value").asText())
                .collect(Collectors.toSet());
    }

    /// R5: whatever was reserved when the gateway died counts in full.
    private static void assertLimitsGoOn(Agents agents) throws SQLException {
        assertThat(charged("articles|UPDATE")).isEqualTo(ROUNDS * CrashRound.BLOCKED_KEYS);
        assertThat(untilDenied(agents, "UPDATE articles SET title = 'kept' WHERE id = ?"))
                .isEqualTo(ARTICLES_PER_HOUR - ROUNDS * CrashRound.BLOCKED_KEYS);
        int customers = charged("customers|READ");
        assertThat(customers).isGreaterThanOrEqualTo(ROUNDS * CrashRound.READ_KEYS);
        assertThat(untilDenied(agents, "SELECT name FROM customers WHERE id = ?"))
                .isEqualTo(CUSTOMERS_PER_HOUR - customers);
    }

    private static int charged(String subject) {
        try (Stream<ChargeRecord> charges = stage.trail().charges(Instant.EPOCH)) {
            return (int) charges.flatMap(record -> record.charges().stream())
                    .filter(charge -> charge.counter().startsWith("workload|")
                            && charge.counter().contains("crm/" + subject))
                    .flatMap(charge -> charge.keys().stream())
                    .distinct()
                    .count();
        }
    }

    /// How many more keys pass.
    private static int untilDenied(Agents agents, String sql) throws SQLException {
        try (Connection connection = agents.connect(stage.token())) {
            for (int passed = 0; ; passed++) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, UNTOUCHED + passed);
                    statement.execute();
                } catch (SQLException e) {
                    assertThat(e.getMessage()).contains("perHour");
                    return passed;
                }
            }
        }
    }
}
