package dev.sallyport.app.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors that no single key can know, letter for letter.
class ChecksTest {

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: pods | from: pod | from: no such auth method, did you mean `pods`: `pod` (line 9, column 7)",
                "to: crm | to: crn | to: no such target, did you mean `crm`: `crn` (line 9, column 19)",
                "as: support | as: admin | as: no such role of `crm`, use one of `support`: `admin` (line 9, column 28)",
                "purposes: [look] | purposes: lock | purposes: no such purpose, did you mean `look`: `lock` (line 9, column 41)",
                "purposes: [look] | purposes: [look, x], declaredBy: agent | purposes[1]: no such purpose, use one of `look`:"
                        + " `x` (line 9, column 58)",
                "purposes: [look] | purposes: [] | purposes: none is given, so the rule lets nobody do anything: give at"
                        + " least one (line 9, column 41)",
                "purposes: [look] | purposes: [look, look] | purposes: has several purposes and nobody who may choose: say"
                        + " who in `declaredBy` (line 9, column 41)",
                "purposes: [look] | purposes: look, declaredBy: claim | claim: missing, name the claim that holds the"
                        + " purpose (line 9, column 5)",
                "purposes: [look] | purposes: look, claim: task | claim: is not looked at unless `declaredBy` says `claim`:"
                        + " `task` (line 9, column 57)",
                "purposes: [look] | purposes: look, name: a b | name: must be a name of letters, digits, `-` and `_`, at"
                        + " most 63 long: `a b` (line 9, column 57)",
            })
    void anAccessRuleNamesWhatExistsAndWhoMayChoose(String piece, String replacement, String message) {
        assertThat(given.problems(piece, replacement)).containsExactly("access[0]." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: observe | until: missing, say when `mode: observe` ends (line 9, column 5)",
                "mode: observe, until: 2026-01-01T00:00:00Z | until: is over, set `mode: enforce` or a later end:"
                        + " `2026-01-01T00:00:00Z` (line 9, column 74)",
                "until: 2027-01-01T00:00:00Z | until: belongs to `mode: observe`, take it out:"
                        + " `2027-01-01T00:00:00Z` (line 9, column 59)",
                "mode: observe, until: 2027-01-01 | until: must be a moment such as `2030-01-31T12:00:00Z`:"
                        + " `2027-01-01` (line 9, column 74)",
            })
    void r20ObservingEndsByItself(String entries, String message) {
        assertThat(given.problems("purposes: [look]", "purposes: [look], " + entries))
                .containsExactly("access[0]." + message);
    }

    /// R4: a session begins with the target's own time-outs.
    @Test
    void theMostThatASessionMaySetIsNotBelowWhatItBeginsWith() {
        assertThat(given.problems("roles:", "limits: { statementTimeout: 59s, idleInTransaction: 60s }\n    roles:"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "targets.crm.limits.statementTimeout: must not be below what a session begins with, 60000ms:"
                                + " `59000ms`");
    }

    @Test
    void r20ObserveWithAnEndIsFine() {
        assertThat(given.problems("purposes: [look]", "purposes: [look], mode: observe, until: 2026-02-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void rulesDoNotShareAName() {
        String rule = "- { name: a, from: pods, to: crm, as: support, purposes: [look] }";
        assertThat(given.problems("- { from: pods, to: crm, as: support, purposes: [look] }", rule + "\n  " + rule))
                .containsExactly("access[1].name: names another rule too: `a` (line 10, column 7)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audience: sallyport | audience: [] | .audience: a token for anybody would be taken: give the audience"
                        + " (line 3, column 53)",
                "audience: sallyport | audience: '' | .audience: a token for anybody would be taken: give the audience"
                        + " (line 3, column 53)",
                "audience: sallyport | audience: a, algorithms: [] | .algorithms: no signature would be accepted: give at"
                        + " least one (line 3, column 66)",
                "audience: sallyport | audience: a, algorithms: none | .algorithms: must be one of `RS256`, `RS384`, `RS512`,"
                        + " `PS256`, `PS384`, `PS512`, `ES256`, `ES384`, `ES512`, `EdDSA`: `none` (line 3, column 66)",
                "audience: sallyport | audience: a, countedBy: [sub, jti] | .countedBy: differs from token to token, so"
                        + " limits would never fill up: `jti` (line 3, column 66)",
                "audience: sallyport | audience: a, discovery: false | : says not where the keys are, give `jwksUri` or"
                        + " `jwks` (line 3, column 11)",
                "audience: sallyport | audience: a, discovery: true, jwksUri: 'https://k.example/' | : give only one of"
                        + " `discovery`, `jwksUri`, `jwks` (line 3, column 11)",
                "audience: sallyport | audience: a, jwksUri: 'http://k.example/' | .jwksUri: must be `https:`, except on this"
                        + " machine: `http://k.example/` (line 3, column 66)",
                "audience: sallyport | audience: a, discovery: 'http://k.example/' | .discovery: must be `https:`, except on"
                        + " this machine: `http://k.example/` (line 3, column 66)",
                "https://issuer.example | http://issuer.example | .issuer: must be `https:`, except on this machine:"
                        + " `http://issuer.example` (line 3, column 19)",
                "https://issuer.example | kubernetes/serviceaccount | : says not where the keys are, as the issuer is no"
                        + " address: give one of `discovery`, `jwksUri`, `jwks` (line 3, column 11)",
            })
    void anAuthMethodProvesSomething(String piece, String replacement, String message) {
        assertThat(given.problems(piece, replacement)).containsExactly("authMethods.pods.oidc" + message);
    }

    @Test
    void plainHttpIsFineOnThisMachine() {
        assertThat(given.problems("https://issuer.example", "http://127.0.0.1:8080"))
                .isEmpty();
    }

    @Test
    void conditionsAreRead() {
        assertThat(given.problems("audience: sallyport } }", "audience: sallyport }, where: 'claims.x' }"))
                .containsExactly(
                        "authMethods.pods.where: not a condition in CEL: compares nothing (line 3, column 76)");
    }

    @Test
    void linesOfARoleAreRead() {
        assertThat(given.problems("SELECT ON customers", "ALL ON customers"))
                .containsExactly("targets.crm.roles.support[0]: start with SELECT, INSERT, UPDATE or DELETE:"
                        + " `ALL ON customers` (line 7, column 25)");
    }

    @Test
    void aLineOfAPurposeNamesATarget() {
        assertThat(given.problems("read: crm/customers", "read: [crm/customers, cmr/tickets]"))
                .containsExactly("purposes.look.allow[0]: no such target, did you mean `crm`: `cmr/tickets`"
                        + " (line 14, column 9)");
    }

    @Test
    void theDefaultContractExists() {
        assertThat(given.problems("roles:", "default: lock\n    roles:"))
                .containsExactly(
                        "targets.crm.default: no such purpose, did you mean `look`: `lock` (line 7, column 5)");
    }

    @Test
    void theNameDefaultIsTaken() {
        assertThat(given.problems(Given.PLAIN.replace("look:", "default:").replace("[look]", "[default]")))
                .containsExactly("purposes.default: the name is taken: sessions that state no purpose have it"
                        + " (line 11, column 3)");
    }

    @Test
    void r17ATargetThatNobodyCanReachOverTlsIsAnError() {
        assertThat(given.problems(", clearText: allow", ""))
                .containsExactly(
                        "targets.crm: cannot be reached: give `tls` with a certificate, or allow agents to come"
                                + " without TLS by `clearText: allow` (line 5, column 3)");
    }

    @Test
    void r21KeysAndAnchorsLieOutsideTheTrail() {
        assertThat(given.problems(Given.PLAIN + "trail: { keys: trail/keys, anchor: state/trail/head }\n"))
                .containsExactly(
                        "trail.keys: must lie outside `trail.directory`: `" + folder + "/state/trail/keys`"
                                + " (line 15, column 10)",
                        "trail.anchor: must lie outside `trail.directory`: `" + folder + "/state/trail/head`"
                                + " (line 15, column 28)");
    }

    @Test
    void thereIsSomethingToReachAndSomebodyToReachIt() {
        assertThat(given.problems("""
                        listen: { postgres: 127.0.0.1:6432 }
                        authMethods: {}
                        targets: {}
                        access: []
                        purposes: {}
                        """))
                .containsExactly(
                        "authMethods: none is given, so nobody can get in: give at least one (line 2, column 1)",
                        "targets: none is given, so there is nothing to reach: give at least one (line 3, column 1)");
    }

    @Test
    void theInstanceCanStandInTheNameOfARole() {
        assertThat(given.problems(Given.PLAIN + "instance: Gate-1\n"))
                .containsExactly("instance: must be a letter and up to 15 letters or digits, lower case: `Gate-1`"
                        + " (line 15, column 1)");
    }

    @Test
    void policiesAreReadAsCedar() {
        given.file("deny.cedar", "forbid (principal, action, resource)", "rw-r--r--");
        assertThat(given.problems(Given.PLAIN + "policies: [ deny.cedar, deny.cedar ]\n"))
                .containsExactly(
                        "policies[0]: not a Cedar policy: ends without `;` (line 15, column 13)",
                        "policies[1]: the same file again, keep one: `deny.cedar` (line 15, column 25)",
                        "policies[1]: not a Cedar policy: ends without `;` (line 15, column 25)");
    }
}
