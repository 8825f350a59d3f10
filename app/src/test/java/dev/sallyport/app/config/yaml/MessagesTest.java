package dev.sallyport.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator reads when a single key is wrong: letter for letter.
class MessagesTest {

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @Test
    void thePlainConfigurationHasNoProblem() {
        assertThat(given.problems(Given.PLAIN)).isEmpty();
    }

    @Test
    void anUnknownKeyIsAnErrorWithTheNearestKnownOne() {
        assertThat(given.problems("address: 127.0.0.1:5432", "adress: 127.0.0.1:5432"))
                .containsExactly(
                        "targets.crm.postgres.address: missing, give an address such as `crm.internal:5432`"
                                + " (line 6, column 5)",
                        "targets.crm.postgres.adress: unknown key, did you mean `address` (line 6, column 17)");
    }

    @Test
    void anUnknownKeyWithoutANeighbourIsToldWhatThereIs() {
        assertThat(given.problems("description: look at customers", "zzz: 1\n    description: x"))
                .containsExactly(
                        "purposes.look.zzz: unknown key, use one of `allow`, `containAfter`,"
                                + " `description`, `holdFor`, `intent`, `otherwise`, `unproposed`, `unusual` (line 12, column 5)");
    }

    @Test
    void aWordOfALaterVersionIsRefusedAndNotIgnored() {
        assertThat(given.problems("read: crm/customers,", "read: crm/customers, from: [prompt, tickets],"))
                .containsExactly(
                        "purposes.look.allow[0].from: provenance is judged from the intent engine on; remove it"
                                + " until then (line 14, column 32)");
    }

    @Test
    void theSessionEndpointNeedsACertificateAndAnAddress() {
        assertThat(given.problems("6432 }", "6432, http: 127.0.0.1:8443 }"))
                .containsExactly(
                        "listen.http: needs `tls`: proofs and tokens never travel in clear text (line 1, column 37)");
        assertThat(given.problems("6432 }", "6432, http: 0.0.0.0:8443 }"))
                .anyMatch(problem -> problem.startsWith("sessions.issuer: give the address by which clients know"));
    }

    @Test
    void anOrchestratorHasItsKeysInOnePlace() {
        assertThat(given.problems("authMethods:", "orchestrators: { desk: { issuer: x } }\nauthMethods:"))
                .anyMatch(problem -> problem.startsWith("orchestrators.desk: give one of `jwks` and `jwksUri`"));
    }

    @Test
    void theIssuerIsAnAddressWithoutAPath() {
        assertThat(given.problems("authMethods:", "sessions: { issuer: http://sallyport.example }\nauthMethods:"))
                .anyMatch(problem -> problem.startsWith("sessions.issuer: must be an https address without a path"));
        assertThat(given.problems("authMethods:", "sessions: { issuer: https://sallyport.example/x }\nauthMethods:"))
                .anyMatch(problem -> problem.startsWith("sessions.issuer: must be an https address without a path"));
    }

    @Test
    void aNeighbouringWordOfAnotherProductIsNamed() {
        assertThat(given.problems("as: support", "role: support"))
                .containsExactly(
                        "access[0].as: missing, give text (line 9, column 5)",
                        "access[0].role: is written `as` (line 9, column 28)");
    }

    @Test
    void aKeyWrittenTwiceIsAnError() {
        assertThat(given.problems("database: crm", "database: crm, database: hr"))
                .containsExactly("targets.crm.postgres.database: written twice, first on line 6, keep one"
                        + " (line 6, column 57)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "64KiB", "1000B", "0", "1MiB", "99999B", "-1KiB"})
    void howMuchIsHeardIsASizeOrNothing(String hear) {
        assertThat(given.problems("database: crm", "database: crm, hear: " + hear))
                .singleElement()
                .asString()
                .startsWith("targets.crm.postgres.hear: must be a size from `1KiB` to `32KiB`, or `off`: `" + hear);
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
        String yaml = Given.PLAIN
                .replace("127.0.0.1:6432", "nowhere")
                .replace("clearText: allow", "clearText: perhaps")
                .replace("perSession: 5", "perSession: many");
        assertThat(given.problems(yaml))
                .containsExactly(
                        "listen.postgres: must be an address such as `crm.internal:5432`: `nowhere` (line 1, column 11)",
                        "targets.crm.postgres.clearText: must be one of `refuse`, `allow`: `perhaps` (line 6, column 82)",
                        "purposes.look.allow[0].atMost.perSession: must be a whole number, or `none`: `many`"
                                + " (line 14, column 42)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database: 1.10 | database: must be text, put it in quotes: `1.10`",
                "database: | database: has no value, must be text",
                "database: [crm] | database: must be text, not a list",
                "database: { a: 1 } | database: must be text, not a mapping",
                "tls: verify | tls: must be one of `disable`, `require`, `verify-ca`, `verify-full`: `verify`",
                "connectTimeout: 5 | connectTimeout: must be a duration such as `30s`, `5m` or `24h`: `5`",
                "connectTimeout: 5m | connectTimeout: must be between `100ms` and `1m`",
                "connectTimeout: 1ms | connectTimeout: must be between `100ms` and `1m`",
                "searchPath: { } | searchPath: must be a list, not a mapping",
                "address: 'crm:99999' | address: must be an address such as `crm.internal:5432`: `crm:99999`",
                "address: '[::zz]:5' | address: must be an address such as `crm.internal:5432`: `[::zz]:5`",
            })
    void aWrongValueIsToldWithWhatItMustBe(String entry, String message) {
        String postgres = "{ address: 127.0.0.1:5432, database: crm, admin: \"file:crm-admin\", clearText: allow,"
                + " minting: functions }";
        String key = entry.substring(0, entry.indexOf(':'));
        String rest = postgres.replaceFirst(key + ": [^,]+, ", "").replace("{ ", "{ " + entry + ", ");
        assertThat(given.problems(postgres, rest))
                .containsExactly("targets.crm.postgres." + message + " (line 6, column 17)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxSessions: '5' | maxSessions: must be a whole number, without quotes: `5`",
                "maxSessions: 1.5 | maxSessions: must be a whole number, 0 or more: `1.5`",
                "maxSessions: -1 | maxSessions: must be a whole number, 0 or more: `-1`",
                "maxSessions: 99999999999 | maxSessions: must be at most 2147483647: `99999999999`",
                "maxSessions: 0 | maxSessions: must be between `1` and `100000`",
                "maxMessage: 16MB | maxMessage: must be a size such as `64KiB` or `16MiB`: `16MB`",
                "maxMessage: 2GiB | maxMessage: must be between `64KiB` and `1GiB`",
            })
    void limitsAreReadStrictly(String entry, String message) {
        assertThat(given.problems(Given.PLAIN + "limits: { " + entry + " }\n"))
                .containsExactly("limits." + message + " (line 15, column 11)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxFields: 1KiB | maxFields: must be between `4KiB` and `256KiB`",
                "headTimeout: 0s | headTimeout: must be between `1s` and `5m`",
                "streams: 0 | streams: must be between `1` and `10000`",
            })
    void limitsOverHttpAreReadStrictly(String entry, String message) {
        assertThat(given.problems(Given.PLAIN + "limits: { http: { " + entry + " } }\n"))
                .containsExactly("limits.http." + message + " (line 15, column 19)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: http://judge.example/v1 | judge.url: use https (plain http only for a loopback host, in"
                        + " development): `http://judge.example`",
                "url: https://u:hunter2@judge.example | judge.url: write a URL with a host and without user or"
                        + " fragment: `https://judge.example`",
                "url: https://judge.example?key=hunter2 | judge.url: write a URL without a query:"
                        + " `https://judge.example`",
                "url: judge | judge.url: must be an `https:` address: `judge`",
                "model: '' | judge.model: is empty, give the model's name",
                "key: hunter2 | judge.key: must be a reference such as `file:secrets/crm-admin`, a secret never"
                        + " stands in the configuration",
                "ca: nowhere.pem | judge.ca: the file does not exist: `FOLDER/nowhere.pem`",
                "timeout: 31s | judge.timeout: must be between `100ms` and `30s`",
                "unavailable: allow | judge.unavailable: must be one of `deny`, `hold`, `decide-without`: `allow`",
                "band: { from: 0.7 } | judge.band: `from` must not be greater than `to`: `0.7`",
                "perHour: 0 | judge.perHour: must be between `1` and `1000000`",
                "maxCalls: 0 | judge.maxCalls: must be between `1` and `1000`",
                "maxQuestion: 1KiB | judge.maxQuestion: must be between `4KiB` and `1MiB`",
                "maxAnswer: 2MiB | judge.maxAnswer: must be between `1KiB` and `1MiB`",
            })
    void theJudgeIsReadStrictly(String entry, String message) {
        String key = entry.substring(0, entry.indexOf(':'));
        String judge = "url: http://localhost:1/v1, model: m".replaceFirst(key + ": [^,]+(, )?", "");
        String separator = judge.isEmpty() || judge.endsWith(", ") ? "" : ", ";
        assertThat(given.problems(Given.PLAIN + "judge: { " + judge + separator + entry + " }\n"))
                .singleElement()
                .asString()
                .startsWith(message.replace("FOLDER", folder.toString()))
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "-0.1", "0.1234", ".5", "5e-1", "half", "'0.5'"})
    void aScoreIsANumberFrom0To1(String score) {
        assertThat(given.problems(Given.PLAIN + "judge: { url: http://localhost:1/v1, model: m, band: { from: " + score
                        + " } }\n"))
                .singleElement()
                .asString()
                .startsWith("judge.band.from: must be a score such as `0.4`, from 0 to 1");
    }

    @Test
    void aSecretInThePlaceOfAReferenceIsNeverRepeated() {
        assertThat(given.problems("\"file:crm-admin\"", "hunter2"))
                .containsExactly("targets.crm.postgres.admin: must be a reference such as `file:secrets/crm-admin`, a"
                        + " secret never stands in the configuration (line 6, column 57)");
        assertThat(given.problems("\"file:crm-admin\"", "\"postgres://u:hunter2@h\"")
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void aLineMustHaveExactlyOneVerb() {
        assertThat(given.problems("read: crm/customers, ", "read: crm/customers, update: crm/customers, "))
                .containsExactly("purposes.look.allow[0]: give only one of `read`, `update` (line 14, column 9)");
        assertThat(given.problems("{ read: crm/customers, ", "{ "))
                .containsExactly("purposes.look.allow[0]: missing, give one of `discover`, `read`, `create`, `update`,"
                        + " `delete`, `execute`, `share`, `grant`, `define` (line 14, column 9)");
    }

    @Test
    void aTargetMustHaveAProtocol() {
        assertThat(given.problems("postgres: { address", "postgers: { address"))
                .containsExactly(
                        "targets.crm: missing, give one of `postgres`, `http`, `llm`, `mcp` (line 5, column 3)",
                        "targets.crm.postgers: unknown key, did you mean `postgres` (line 6, column 5)");
    }

    @Test
    void aMissingRootKeyStandsNowhere() {
        assertThat(given.problems("listen: { postgres: 127.0.0.1:6432 }\n", ""))
                .containsExactly("listen: missing, give a mapping (line 1, column 1)");
        assertThat(given.problems("listen: { postgres: 127.0.0.1:6432 }\n"))
                .containsExactly(
                        "authMethods: missing, give for each name a mapping (line 1, column 1)",
                        "targets: missing, give for each name a mapping (line 1, column 1)",
                        "access: missing, give a list of mappings (line 1, column 1)",
                        "purposes: missing, give for each name a mapping (line 1, column 1)");
    }

    @Test
    void aNameMustBeOne() {
        assertThat(given.problems("  look:\n", "  \"look around\":\n"))
                .contains("purposes.`look around`: must be a name of letters, digits, `-` and `_`, at most 63 long"
                        + " (line 11, column 3)");
    }

    @Test
    void whatCouldSteerATerminalIsEscaped() {
        assertThat(given.problems("database: crm", "\"\\e[31m\\u202Edb\": 1, database: crm")
                        .toString())
                .contains("`\\u{1b}[31m\\u{202e}db`: unknown key")
                .doesNotContain("\u001b", "\u202e");
    }
}
