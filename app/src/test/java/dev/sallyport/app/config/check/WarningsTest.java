package dev.sallyport.app.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is loaded all the same, and should be looked at.
class WarningsTest {

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    private List<String> warnings(String piece, String replacement) {
        assertThat(given.load(Given.PLAIN.replace(piece, replacement))).isInstanceOf(Loaded.class);
        return given.problems(piece, replacement);
    }

    /// No GRANT stands behind the gateway then, which nobody should learn from an incident.
    @Test
    void aStandingAccount() {
        String account = "    lease: { account: { user: app, password: \"file:crm-admin\"SHARING } }\n    roles:";
        String alone = "targets.crm.lease.account: its limits are enforced by the gateway alone, as the target lets the"
                + " account do whatever it was granted there: grant it no more than its sessions need: `app`"
                + " (line 7, column 14)";
        String notGranted = "targets.crm.roles.support: is not granted, as sessions use the account of"
                + " `lease.account`: `support` (line 8, column 14)";
        assertThat(warnings("    roles:", account.replace("SHARING", ""))).containsExactly(alone, notGranted);
        assertThat(given.problems(Given.PLAIN
                        .replace("    roles:", account.replace("SHARING", ", sharing: shared"))
                        .replace("[ SELECT ON customers ]", "[]")))
                .containsExactly(
                        alone,
                        "targets.crm.lease.account.sharing: the target cannot tell sessions of one account apart, use"
                                + " `exclusive` where that matters: `shared` (line 7, column 64)");
    }

    /// R15: what the account can do itself, whoever has its password can do.
    @Test
    void anAccountThatMakesRolesByItsOwnPower() {
        String direct =
                "targets.crm.postgres.minting: the gateway's account makes roles by its own power (CREATEROLE or"
                        + " superuser), so it can read what it hands out, and more on PostgreSQL 15: run `sallyport target setup"
                        + " crm` and use `functions`: `direct` (line 6, column";
        assertThat(warnings(", minting: functions", ""))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith(direct));
        assertThat(warnings("minting: functions", "minting: direct"))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith(direct));
    }

    @Test
    void aLineWithoutALimit() {
        String message = "purposes.look.allow[0]: has no limit, so an agent may reach every record: set `atMost`"
                + " (line 14, column 9)";
        assertThat(warnings(", atMost: { perSession: 5, perHour: 20 }", "")).containsExactly(message);
        assertThat(warnings(", atMost: { perSession: 5, perHour: 20 }", ", atMost: {}"))
                .containsExactly(message);
        assertThat(warnings(", atMost: { perSession: 5, perHour: 20 }", ", hold: true"))
                .isEmpty();
        assertThat(given.problems(Given.PLAIN
                        .replace(", atMost: { perSession: 5, perHour: 20 }", "")
                        .replace("    roles:", "    ceiling: { perHour: 100 }\n    roles:")))
                .isEmpty();
    }

    /// R5: a new session begins with nothing used.
    @Test
    void aLimitThatBoundsSessionsAndNoWorkload() {
        String message = "purposes.look.allow[0].atMost: bounds no workload, as it may act again and open another"
                + " session: set `perHour` (line 14, column";
        for (String atMost : List.of("{ perSession: 5 }", "{ perAction: 1 }", "{ perAction: 1, perSession: 5 }")) {
            assertThat(warnings("{ perSession: 5, perHour: 20 }", atMost))
                    .singleElement()
                    .asString()
                    .startsWith(message);
        }
        assertThat(warnings("{ perSession: 5, perHour: 20 }", "{ perHour: 20 }"))
                .isEmpty();
        assertThat(given.problems(Given.PLAIN
                        .replace(", perHour: 20", "")
                        .replace("    roles:", "    ceiling: { perHour: 100 }\n    roles:")))
                .isEmpty();
    }

    @Test
    void aRoleWiderThanAnyPurpose() {
        assertThat(warnings("SELECT ON customers", "\"SELECT ON customers, payroll\", DELETE ON customers"))
                .containsExactly(
                        "targets.crm.roles.support[0]: wider than any purpose, as none allows it on `payroll`:"
                                + " `SELECT ON customers, payroll` (line 7, column 25)",
                        "targets.crm.roles.support[1]: wider than any purpose, as none allows it on `customers`:"
                                + " `DELETE ON customers` (line 7, column 57)");
        assertThat(given.problems(Given.PLAIN
                        .replace("SELECT ON customers", "\"SELECT ON customers, payroll\"")
                        .replace("description: look at customers", "description: x\n    otherwise: hold")))
                .isEmpty();
    }

    @Test
    void aSensitiveColumnThatNoPurposeNames() {
        String yaml = Given.PLAIN
                .replace("SELECT ON customers", "\"SELECT (id, ssn) ON customers\"")
                .replace("    roles:", "    sensitive: { public.customers: [ssn] }\n    roles:");
        assertThat(given.problems(yaml))
                .containsExactly("targets.crm.roles.support[0]: grants a sensitive column that no purpose names in"
                        + " `sensitive` or `mask`: `ssn` (line 8, column 25)");
        assertThat(given.problems(yaml.replace("read: crm/customers,", "read: crm/customers, sensitive: ssn,")))
                .isEmpty();
    }

    @Test
    void aSensitiveColumnAmongTheFields() {
        String yaml = Given.PLAIN
                .replace("    roles:", "    sensitive: { customers: [ssn] }\n    roles:")
                .replace("read: crm/customers,", "read: crm/public.customers, fields: [id, ssn], sensitive: [card],");
        assertThat(given.problems(yaml))
                .containsExactly(
                        "purposes.look.allow[0].fields: is sensitive and stays denied until `sensitive` names it too:"
                                + " `ssn` (line 15, column 39)",
                        "purposes.look.allow[0].sensitive: is not sensitive in `targets.crm.sensitive`: `card`"
                                + " (line 15, column 58)");
    }

    @Test
    void aLineThatNoRoleServes() {
        assertThat(warnings("read: crm/customers,", "read: [crm/customers, crm/tickets],"))
                .containsExactly("purposes.look.allow[0]: never works, as no role grants it to this purpose:"
                        + " `crm/tickets` (line 14, column 9)");
    }

    @Test
    void aLineOfATargetThatThePurposeNeverReaches() {
        String hr = """
                  hr:
                    postgres: { address: 127.0.0.1:5433, database: hr, admin: "file:crm-admin", clearText: allow, minting: functions }
                    roles: { clerk: [ SELECT ON payroll ] }
                access:
                """;
        assertThat(given.problems(Given.PLAIN
                        .replace("access:\n", hr)
                        .replace("read: crm/customers", "read: [crm/customers, hr/payroll]")))
                .containsExactly(
                        "targets.hr.roles.clerk: no access rule uses it (line 10, column 14)",
                        "purposes.look.allow[0]: never matches, as no access rule reaches the target for this purpose:"
                                + " `hr/payroll` (line 17, column 9)");
    }

    @Test
    void whatNothingUses() {
        assertThat(given.problems(Given.PLAIN.replace("targets:\n", "  ci: { kubernetes: { audience: x } }\ntargets:\n")
                        + "  spare: { description: x }\n"))
                .containsExactly(
                        "authMethods.ci: no access rule lets it in (line 4, column 3)",
                        "purposes.spare: no access rule and no target uses it (line 16, column 3)");
    }

    @Test
    void aRuleBehindAnother() {
        String rule = "- { from: pods, to: crm, as: support, purposes: [look] }";
        assertThat(warnings(rule, rule + "\n  " + rule))
                .containsExactly("access[1]: never applies, `access[0]` comes first for the same (line 10, column 5)");
    }

    @Test
    void theSameLineTwice() {
        String line = "- { read: crm/customers, atMost: { perSession: 5, perHour: 20 } }";
        assertThat(warnings(line, line + "\n      " + line))
                .containsExactly("purposes.look.allow[1]: says the same as `allow[0]`, keep one (line 15, column 9)");
    }

    @Test
    void tlsThatChecksNothing() {
        assertThat(warnings("127.0.0.1:5432, ", "db:5432, tls: require, "))
                .containsExactly("targets.crm.postgres.tls: nobody checks who answers at the address, use `verify-full`"
                        + " (line 6, column 35)");
        assertThat(warnings("127.0.0.1:5432, ", "db:5432, tls: disable, "))
                .containsExactly("targets.crm.postgres.tls: everything can be read on the way, use `verify-full`"
                        + " (line 6, column 35)");
    }

    @Test
    void r17ClearTextThatLeavesTheMachine() {
        assertThat(warnings("127.0.0.1:6432", "0.0.0.0:6432"))
                .containsExactly(
                        "targets.crm.postgres.clearText: tokens can be read on the way, as `listen.postgres` is"
                                + " reached from other machines (line 6, column 82)");
    }

    @Test
    void aServerThatIsNotAsked() {
        assertThat(warnings("minting: functions }", "minting: functions, witness: off }"))
                .containsExactly("targets.crm.postgres.witness: statements are believed to do what the gateway reads in"
                        + " them, the server is not asked: use `on` unless it cannot be: `off` (line 6, column 120)");
    }

    @Test
    void actionsWithoutARecord() {
        assertThat(given.problems(Given.PLAIN + "trail: { onFailure: allow }\n"))
                .containsExactly("trail.onFailure: actions leave no record while the trail cannot be written"
                        + " (line 15, column 10)");
        assertThat(warnings("    roles:", "    onTrailFailure: allow\n    roles:"))
                .containsExactly("targets.crm.onTrailFailure: actions leave no record while the trail cannot be written"
                        + " (line 7, column 5)");
    }
}
