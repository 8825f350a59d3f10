package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pg_dump --schema-only`, unmodified, with a leased role and a purpose that shows structure and no
/// record. It refuses servers newer than itself, so the server is the one that is installed beside it.
class DumpTest {

    private static final String STRUCTURE = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [dump-structure] }
            purposes:
              dump-structure:
                description: keep the structure of the database under version control
                allow:
                  - { discover: crm/* }
                  - read:
                      - crm/pg_catalog.pg_roles
                      - crm/pg_catalog.pg_default_acl
                      - crm/pg_catalog.pg_foreign_data_wrapper
                      - crm/pg_catalog.pg_foreign_server
                      - crm/pg_catalog.pg_largeobject_metadata
                      - crm/pg_catalog.pg_seclabels
                      - crm/pg_catalog.pg_subscription
                  - { execute: [crm/customers, crm/tickets, crm/articles, crm/events, crm/events_2026] }
                  - { read: [crm/customers, crm/tickets, crm/articles, crm/events, crm/events_2026], keyedBy: [id], atMost: { perAction: 0 } }
            """;

    private static final String[] MORE_STRUCTURE = {
        "CREATE TYPE mood AS ENUM ('calm', 'cross')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE SEQUENCE numbers START 7",
        "CREATE VIEW open_tickets AS SELECT id, note FROM tickets WHERE status = 'open'",
        "CREATE INDEX ON tickets (customer_id) WHERE status = 'open'",
        "CREATE FUNCTION twice(n int, OUT m int) LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'",
        "CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER touched BEFORE UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION touched()",
        "CREATE TABLE events (id int, mood mood DEFAULT 'calm', many positive, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "ALTER TABLE events ADD CHECK (id > 0), ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY mine ON events USING (id < 5)",
        "CREATE STATISTICS related ON id, customer_id FROM tickets",
        "COMMENT ON TABLE tickets IS 'what customers ask'",
        "GRANT SELECT ON events, events_2026 TO crm_gateway WITH GRANT OPTION"
    };

    @TempDir
    private static Path folder;

    private static String dump = "";
    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        Optional<InstalledPostgres> server = InstalledPostgres.with("pg_dump");
        assumeTrue(server.isPresent(), "pg_dump and a server beside it are not installed on this machine");
        dump = server.orElseThrow().program("pg_dump");
        stage = E2eStage.set(CrmServer.create(folder, server.orElseThrow()), STRUCTURE);
        stage.database().sql(MORE_STRUCTURE);
        stage.configure(
                STRUCTURE,
                yaml -> yaml.replace("    sensitive: { customers: [ssn] }\n", "")
                        .replace(
                                "SELECT ON customers, tickets, articles",
                                "SELECT ON customers, tickets, articles, events, events_2026"));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (stage != null) stage.close();
    }

    private static Ran dump(Map<String, String> environment, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(dump, "--schema-only", "--no-password"));
        command.addAll(Arrays.asList(more));
        return Ran.of(folder, environment, command.toArray(String[]::new));
    }

    /// But for the grants of leases, which come and go.
    @Test
    void theDumpOfTheStructureIsTheSameAsWithoutTheGateway() throws Exception {
        Ran direct = dump(
                Map.of(
                        "PGHOST", "127.0.0.1",
                        "PGPORT", String.valueOf(stage.database().port()),
                        "PGUSER", "postgres",
                        "PGDATABASE", "postgres"),
                "--no-privileges");
        Ran ran = dump(stage.environment("require"), "--no-privileges");
        assertThat(direct.out()).contains("CREATE TABLE public.customers", "CREATE VIEW public.open_tickets");
        assertThat(comparable(ran.out())).isEqualTo(comparable(direct.out()));
        assertThat(ran.exit()).isZero();
    }

    /// Without what differs from one run to the next. The path that the gateway keeps `pg_temp` last in has
    /// a name.
    private static List<String> comparable(String dump) {
        return dump.lines()
                .filter(line -> !line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
                .map(line -> line.replace("('search_path', 'pg_catalog', false)", "('search_path', '', false)"))
                .toList();
    }

    /// It cannot be told to leave them alone, so it gets what there is (R4).
    @Test
    void timeOutsAreKeptAtTheirCeilings() throws Exception {
        Ran ran = dump(stage.environment("require"), "--table=articles", "--verbose");
        assertThat(ran.out())
                .contains("setting `statement_timeout` is kept at `60000ms`, the most that is allowed here")
                .contains("CREATE TABLE public.articles")
                .doesNotContain("denied: ");
        assertThat(ran.exit()).isZero();
        assertThat(stage.database().log()).doesNotContainPattern("sallyport_.*SET statement_timeout = 0");
    }

    /// The purpose shows structure and nothing else.
    @Test
    void recordsStayWhereTheyAre() throws Exception {
        Ran data = Ran.of(folder, stage.environment("require"), dump, "--no-password", "--table=articles");
        assertThat(data.exit()).isEqualTo(1);
        assertThat(data.out()).contains("denied: ").doesNotContain("Article 1");
        try (var connection = stage.agents().connect(stage.token())) {
            for (String sql : List.of(
                    "SELECT title FROM articles",
                    "SELECT title FROM articles WHERE id = 1",
                    "SELECT count(*) FROM articles",
                    "UPDATE tickets SET note = 'x' WHERE id = 1")) {
                assertThatThrownBy(() -> Agents.read(connection, sql)).hasMessageContaining("denied: ");
            }
        }
    }
}
