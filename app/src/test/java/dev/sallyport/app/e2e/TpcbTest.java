package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// pgbench's own TPC-B-like transaction, with a contract that names exactly what it does, one record at a
/// time.
class TpcbTest {

    private static final String RULES = """
            access:
              - { name: bank, from: support-pods, to: crm, as: bank, purposes: [transfer] }
            purposes:
              transfer:
                description: move money from one account to another
                allow:
                  - { discover: crm/* }
                  - { read: crm/pgbench_branches }
                  - { read: crm/pgbench_accounts, keyedBy: [aid], atMost: { perAction: 1 } }
                  - { update: crm/pgbench_accounts, fields: [abalance], keyedBy: [aid], atMost: { perAction: 1 } }
                  - { update: crm/pgbench_tellers, fields: [tbalance], keyedBy: [tid], atMost: { perAction: 1 } }
                  - { update: crm/pgbench_branches, fields: [bbalance], keyedBy: [bid], atMost: { perAction: 1 } }
                  - { create: crm/pgbench_history, atMost: { perAction: 1 } }
                  - { read: crm/pgbench_tellers, fields: [tid, tbalance], keyedBy: [tid] }
            """;

    private static final String ROLE = """
            roles:
              bank:
                - "SELECT ON pgbench_accounts, pgbench_branches, pgbench_tellers"
                - "UPDATE ON pgbench_accounts, pgbench_branches, pgbench_tellers"
                - "INSERT ON pgbench_history"
            """.indent(4);

    private static final String[] BANK = {
        "CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int, filler char(88))",
        "CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84))",
        "CREATE TABLE pgbench_accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84))",
        "CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
        "INSERT INTO pgbench_branches VALUES (1, 0)",
        "INSERT INTO pgbench_tellers SELECT i, 1, 0 FROM generate_series(1, 10) AS i",
        "INSERT INTO pgbench_accounts SELECT i, 1, 0 FROM generate_series(1, 100000) AS i",
        "GRANT SELECT, UPDATE ON pgbench_accounts, pgbench_branches, pgbench_tellers TO crm_gateway WITH GRANT OPTION",
        "GRANT INSERT ON pgbench_history TO crm_gateway WITH GRANT OPTION",
        "ANALYZE"
    };

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, RULES);
        stage.database().sql(BANK);
        stage.configure(RULES, yaml -> yaml.replaceFirst("(?s) {4}roles:.*?\n(?= {4}sensitive)", ROLE));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Ran pgbench(String mode, String builtin) throws Exception {
        return Ran.of(
                folder,
                stage.environment("require"),
                Ran.program(folder, "pgbench"),
                "--no-vacuum",
                "-M",
                mode,
                "-b",
                builtin,
                "-c",
                "2",
                "-t",
                "25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "prepared"})
    void everyProtocolRunsIt(String mode) throws Exception {
        long before = Long.parseLong(stage.database().one("SELECT count(*) FROM pgbench_history"));
        for (String builtin : new String[] {"tpcb-like", "simple-update", "select-only"}) {
            Ran ran = pgbench(mode, builtin);
            assertThat(ran.out()).contains("number of transactions actually processed: 50/50");
            assertThat(ran.exit()).isZero();
        }
        assertThat(stage.database().one("SELECT count(*) FROM pgbench_history")).isEqualTo("" + (before + 100));
        assertThat(stage.database().one("SELECT sum(abalance) FROM pgbench_accounts"))
                .isEqualTo(stage.database().one("SELECT sum(delta) FROM pgbench_history"));
    }
}
