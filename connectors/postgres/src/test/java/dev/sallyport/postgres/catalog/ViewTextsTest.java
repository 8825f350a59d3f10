package dev.sallyport.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look at the catalog neither waits for the locks of others nor keeps them waiting; R7: a view that cannot be
/// read has no text, so that nobody takes it for what it was.
class ViewTextsTest {

    @TempDir
    static Path folder;

    static TestServer server;
    static AdminLine line;
    static CatalogSource source;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        line = new AdminLine(server.target("gw1", Map.of()));
        source = new CatalogSource(line, Set.of(), Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system());
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        line.close();
        server.close();
    }

    private static LiveCatalog now() throws Exception {
        return source.refresh().get(20, TimeUnit.SECONDS);
    }

    private static Optional<String> text(LiveCatalog catalog, String view) {
        Relation relation = catalog.relation("public", view).orElseThrow();
        return catalog.definition(relation);
    }

    @Test
    void aMigrationThatLocksATableHidesOnlyTheViewsThatAreNewOnIt() throws Exception {
        server.sql(
                "CREATE TABLE moved (id int, secret text)",
                "CREATE VIEW known AS SELECT id FROM moved",
                "CREATE VIEW elsewhere AS SELECT id FROM customers");
        assertThat(text(now(), "known")).hasValueSatisfying(t -> assertThat(t).contains("moved"));
        server.sql("CREATE VIEW fresh AS SELECT secret FROM moved", "CREATE VIEW other AS SELECT email FROM customers");
        try (Connection migration = server.superuser();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("LOCK TABLE moved IN ACCESS EXCLUSIVE MODE");
            long began = System.nanoTime();
            LiveCatalog during = now();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(text(during, "fresh")).isEmpty();
            assertThat(text(during, "other")).isPresent();
            assertThat(text(during, "known")).isPresent();
            assertThat(text(during, "elsewhere")).isPresent();
            migration.rollback();
        }
        assertThat(text(now(), "fresh")).hasValueSatisfying(t -> assertThat(t).contains("secret"));
    }

    @Test
    void aViewThatWasMissedIsLookedForAgainByItself() throws Exception {
        server.sql("CREATE TABLE held (id int)", "CREATE VIEW over_held AS SELECT id FROM held");
        try (Connection migration = server.superuser();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
            assertThat(text(now(), "over_held")).isEmpty();
            migration.rollback();
        }
        // `refresh` is not called again: the source has to do it
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (text(source.current().orElseThrow(), "over_held").isEmpty()) {
            assertThat(System.nanoTime()).as("time to see the view").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /// Nothing of a user's is locked when nothing has changed, so no `LOCK … NOWAIT` fails because of the gateway.
    @Test
    void aLookAtWhatIsKnownLocksNothingOfTheUsers() throws Exception {
        server.sql("CREATE TABLE quiet (id int)", "CREATE VIEW over_quiet AS SELECT id FROM quiet");
        String before = text(now(), "over_quiet").orElseThrow();
        server.sql("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        int asked = server.log().split("pg_get_viewdef", -1).length;
        for (int i = 0; i < 5; i++) assertThat(text(now(), "over_quiet")).contains(before);
        assertThat(server.log().split("pg_get_viewdef", -1)).hasSize(asked);
    }

    @Test
    void aTextIsReadAgainWhenWhatItIsMadeOfChanges() throws Exception {
        server.sql("CREATE TABLE base (id int, pin text)", "CREATE VIEW shown AS SELECT id, pin FROM base");
        assertThat(text(now(), "shown")).hasValueSatisfying(t -> assertThat(t).contains("pin"));
        server.sql("ALTER TABLE base RENAME COLUMN pin TO code");
        assertThat(text(now(), "shown")).hasValueSatisfying(t -> assertThat(t).contains("code AS pin"));
        server.sql("CREATE OR REPLACE VIEW shown AS SELECT id, 'x'::text AS pin FROM base");
        assertThat(text(now(), "shown")).hasValueSatisfying(t -> assertThat(t).doesNotContain("code"));
        server.sql("ALTER TABLE base RENAME TO ground");
        assertThat(text(now(), "shown")).hasValueSatisfying(t -> assertThat(t).contains("ground"));
        server.sql("DROP VIEW shown");
        assertThat(now().relation("public", "shown")).isEmpty();
    }
}
