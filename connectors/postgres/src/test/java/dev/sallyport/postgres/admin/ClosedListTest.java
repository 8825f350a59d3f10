package dev.sallyport.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.catalog.CatalogSource;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.Lessor;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.PublicPrivilege;
import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.postgres.setup.Installation;
import dev.sallyport.postgres.setup.SetupScript;
import dev.sallyport.postgres.target.LeaseKind;
import dev.sallyport.postgres.target.Minting;
import dev.sallyport.postgres.target.TargetSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's own log, with every statement in it, is the witness of what the gateway says to a target (R10) and of
/// what it does not say: no password, no verifier.
class ClosedListTest {

    private static final Map<String, List<String>> ROLES = Map.of(
            "everything",
            List.of(
                    "SELECT ON customers, hr.people",
                    "SELECT (ssn) ON customers",
                    "UPDATE ON tickets",
                    "DELETE ON \"odd \"\"; DROP TABLE tickets; --\"",
                    "EXECUTE ON FUNCTION hr.raise(int, numeric(10,2))",
                    "USAGE ON SEQUENCE tickets_id_seq"));

    private static final String NAME = "\"(?:[^\"]|\"\")+\"";
    private static final String TEXT = " ?E?'(?:[^'\\\\]|''|\\\\\\\\)*'";
    private static final Map<String, String> GAPS = Map.of(
            "{identifier}", NAME,
            "{identifiers}", NAME + "(?:, " + NAME + ")*",
            "{name}", NAME + "\\." + NAME,
            "{names}", "\\(" + TEXT + "," + TEXT + "\\)(?:, \\(" + TEXT + "," + TEXT + "\\))*",
            "{literal}", TEXT,
            "{literals}", TEXT + "(?:," + TEXT + ")*",
            "{number}", "-?[0-9]+",
            "{numbers}", "[0-9]+(?:, [0-9]+)*",
            "{privilege}", "(?:SELECT|INSERT|UPDATE|DELETE)(?: \\(" + NAME + "(?:, " + NAME + ")*\\))?",
            "{signature}", NAME + "\\." + NAME + "\\([a-z0-9_(), ]*\\)");

    private static final String TEXTS = "ARRAY\\[(?:" + TEXT + "(?:, " + TEXT + ")*)?\\]::text\\[\\]";
    private static final Map<String, String> ARGUMENTS = Map.of(
            "{identifier}",
            TEXT,
            "{identifiers}",
            TEXTS,
            "{name}",
            TEXT + ", " + TEXT,
            "{literal}",
            TEXT,
            "{literals}",
            TEXT + "(?:," + TEXT + ")*",
            "{number}",
            "-?[0-9]+",
            "{numbers}",
            "[0-9]+(?:, [0-9]+)*",
            "{privilege}",
            "'(?:SELECT|INSERT|UPDATE|DELETE)', " + TEXTS,
            "{signature}",
            TEXT);

    private static final Pattern SENTENCE = Pattern.compile(
            "@@sallyport@@LOG:  (?:statement|execute [^:]+|duration: [^:]+(?:statement|execute [^:]+)): (.*)",
            Pattern.DOTALL);

    @TempDir
    static Path folder;

    static TestServer server;
    static final List<String> secrets = new ArrayList<>();

    @BeforeAll
    static void aWholeLife() throws Exception {
        server = TestServer.start(folder);
        server.sql(
                "CREATE DATABASE other",
                "GRANT CREATE ON SCHEMA public TO PUBLIC",
                "CREATE TABLE \"odd \"\"; DROP TABLE tickets; --\" (id int PRIMARY KEY)",
                "CREATE VIEW seen AS SELECT id FROM customers",
                "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
                "CREATE ROLE gateway LOGIN CREATEROLE PASSWORD 'correct horse'",
                "GRANT CONNECT ON DATABASE postgres TO gateway WITH GRANT OPTION",
                "GRANT USAGE ON SCHEMA hr TO gateway WITH GRANT OPTION",
                "GRANT ALL ON ALL TABLES IN SCHEMA public, hr TO gateway WITH GRANT OPTION",
                "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO gateway WITH GRANT OPTION",
                "GRANT EXECUTE ON FUNCTION hr.raise(int, numeric) TO gateway WITH GRANT OPTION");
        live(TestServer.target("gateway", "correct horse", "gw1", server.port(), ROLES));
        server.sql("DROP VIEW report", "DROP TABLE bait", "REVOKE USAGE ON SCHEMA public FROM PUBLIC");
        TargetSettings plain = TestServer.target("small", "battery staple", "gw2", server.port(), ROLES);
        TargetSettings small = plain.with(plain.admin().by(Minting.FUNCTIONS));
        new Installation(small, _ -> {})
                .run(SetupScript.of(small, Map.of("everything", Envelope.UNRESTRICTED)), "postgres", Secret.of(""));
        server.sql("ALTER ROLE sallyport_attic RENAME TO attic_of_before");
        live(small);
        lendAnAccount();
    }

    private static void live(TargetSettings settings) throws Exception {
        try (AdminLine line = new AdminLine(settings);
                Leases leases = new Leases(line, InstantSource.system(), new LeaseNames());
                CatalogSource catalog = new CatalogSource(
                        line, Set.of("lower"), Duration.ofHours(1), Duration.ofHours(1), InstantSource.system())) {
            PublicPrivilege.list(line);
            catalog.refresh().get(20, TimeUnit.SECONDS);
            leases.sweeper().sweep();
            try (RoleLease lease = mint(leases, Envelope.UNRESTRICTED)) {
                leaveThings(lease);
            }
            mint(leases, new Envelope(false, List.of(new Allowance(Verb.READ, "*"))))
                    .close();
        }
    }

    private static void lendAnAccount() throws Exception {
        server.sql("CREATE ROLE app LOGIN PASSWORD 'St4nding!'", "GRANT CONNECT ON DATABASE postgres TO app");
        LeaseKind.Account account = new LeaseKind.Account("app", Secret.of("St4nding!"), 1, Duration.ZERO);
        TargetSettings plain = server.target("gw1", ROLES);
        try (AdminLine line = new AdminLine(plain.with(plain.leases().of(account)));
                Lessor lessor = Lessor.of(line, InstantSource.system(), new LeaseNames());
                Connection session = server.connect("postgres", "app", "St4nding!")) {
            LogIn lease = lessor.mint(TestServer.request(
                    "any",
                    Envelope.UNRESTRICTED,
                    InstantSource.system().instant().plusSeconds(300)));
            lease.servedBy(Integer.parseInt(
                    TestServer.column(session, "SELECT pg_backend_pid()").getFirst()));
            lease.close();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static RoleLease mint(Leases leases, Envelope envelope) throws TargetException {
        RoleLease lease = leases.mintWithPassword(TestServer.request(
                "everything", envelope, InstantSource.system().instant().plusSeconds(300)));
        ScramSecret secret = lease.secret();
        secrets.add(secret.password().exposeText(SecretAccess.because("the test looks for it in the log")));
        secrets.add(Base64.getEncoder().encodeToString(secret.salt()));
        secrets.add(Base64.getEncoder().encodeToString(secret.serverKey()));
        secrets.add(Base64.getEncoder().encodeToString(secret.clientKey()));
        assertThat(lease.toString() + lease.describe() + secret + secret.password())
                .doesNotContain(secrets);
        return lease;
    }

    private static void leaveThings(RoleLease lease) throws SQLException {
        try (Connection connection = server.connect(
                        "postgres",
                        lease.id(),
                        lease.secret().password().exposeText(SecretAccess.because("the test logs in")));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bait (i int)");
            server.sql("CREATE VIEW report AS SELECT i FROM bait");
            statement.execute("BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'it''s \\ mine'");
        }
    }

    private static Pattern pattern(String template, Map<String, String> gaps) {
        StringBuilder regex = new StringBuilder();
        Matcher gap = Pattern.compile("\\{[a-z]+}").matcher(template);
        int from = 0;
        while (gap.find()) {
            regex.append(Pattern.quote(template.substring(from, gap.start()))).append(gaps.get(gap.group()));
            from = gap.end();
        }
        return Pattern.compile(regex + Pattern.quote(template.substring(from)));
    }

    /// Both forms of a sentence, once where they are the same.
    private static Map<String, Pattern> list() {
        Map<String, Pattern> list = new LinkedHashMap<>();
        for (AdminStatement statement : AdminStatement.values()) {
            String direct = statement.template(Minting.DIRECT);
            String functions = statement.template(Minting.FUNCTIONS);
            list.put(statement.name(), pattern(direct, GAPS));
            if (!functions.equals(direct)) list.put(statement + " by functions", pattern(functions, ARGUMENTS));
        }
        return list;
    }

    private static List<String> sentences() throws Exception {
        return Arrays.stream(server.log().split("\n(?=@@)"))
                .map(SENTENCE::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1).replace("\n\t", "\n").strip())
                .toList();
    }

    @Test
    void theGatewaySaysNothingThatIsNotOnTheListAndEverythingOnIt() throws Exception {
        Map<String, Pattern> list = list();
        Set<String> heard = new HashSet<>();
        for (String sentence : sentences()) {
            List<String> matching = list.entrySet().stream()
                    .filter(e -> e.getValue().matcher(sentence).matches())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!List.of("BEGIN", "COMMIT", "ROLLBACK").contains(sentence)) {
                assertThat(matching).as("what the list has for: %s", sentence).hasSize(1);
                heard.addAll(matching);
            }
        }
        assertThat(heard).containsExactlyInAnyOrderElementsOf(list.keySet());
    }

    @Test
    void noSecretStandsInTheLogOfAServerThatLogsEverything() throws Exception {
        String log = server.log();
        assertThat(log).contains("CREATE ROLE \"sallyport_gw1_").contains("fastpath function call: \"set_config\"");
        assertThat(secrets).hasSize(16);
        for (String secret : secrets) {
            assertThat(log).doesNotContain(secret);
        }
        assertThat(log).doesNotContain("SCRAM-SHA-256$");
    }
}
