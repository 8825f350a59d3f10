package dev.sallyport.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.cli.work.Check.Checked;
import dev.sallyport.app.cli.work.Check.Finding;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sallyport check` with the real grammars of the rooms.
class ConfigurationCheckTest {

    private final ConfigurationCheck check = new ConfigurationCheck(Example.loader());

    @TempDir
    private Path folder;

    private Example example;

    @BeforeEach
    void aFolder() {
        example = Example.in(folder);
    }

    private Checked checked(String piece, String replacement) {
        assertThat(Example.YAML).contains(piece);
        return check.check(example.configuration(Example.YAML.replace(piece, replacement)));
    }

    private List<String> errors(String piece, String replacement) {
        return checked(piece, replacement).findings().stream()
                .filter(Finding::error)
                .map(finding -> finding.path() + ": " + finding.message())
                .toList();
    }

    @Test
    void aSoundConfigurationIsReadOut() {
        Checked checked = check.check(example.configuration(Example.YAML));
        assertThat(checked.findings()).filteredOn(Finding::error).isEmpty();
        assertThat(checked.resolved()).hasSize(2);
        assertThat(checked.resolved().getFirst().rows())
                .contains(List.of("support-pods may reach crm as support for resolve-ticket, look-at-tickets"));
    }

    @Test
    void aConditionIsReadAsCel() {
        assertThat(errors("== \"support\"", "= \"support\""))
                .singleElement()
                .asString()
                .startsWith("authMethods.support-pods.where: not a condition in CEL: ")
                .contains("1:35");
    }

    @Test
    void aGrantIsReadAsTheConnectorReadsIt() {
        assertThat(errors("\"SELECT ON customers, tickets\"", "\"TRUNCATE ON customers\""))
                .anySatisfy(error -> assertThat(error)
                        .startsWith("targets.crm.roles.support[0]: start with SELECT, INSERT, UPDATE, DELETE"));
    }

    @Test
    void aPolicyIsReadAsCedar() {
        assertThat(errors("purposes:\n", "policies: [ 'forbid (principal, action, resource) wenn' ]\npurposes:\n"))
                .singleElement()
                .asString()
                .startsWith("policies[0]: not a Cedar policy: ");
    }

    @Test
    void theConnectorLooksAtTheSearchPathToo() {
        assertThat(errors("clearText: allow", "clearText: allow, searchPath: [pg_temp]"))
                .singleElement()
                .asString()
                .startsWith("targets.crm.postgres.searchPath: ");
    }

    @Test
    void theAuthMethodLooksAtItsSettingsToo() {
        Checked checked = checked(
                "kubernetes: { audience: sallyport }\n    where: 'claims[\"kubernetes.io\"].namespace == \"support\"'",
                "oidc: { issuer: \"https://token.actions.githubusercontent.com\", audience: sallyport }");
        assertThat(checked.findings())
                .filteredOn(Finding::error)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("authMethods.support-pods.where");
                    assertThat(finding.message()).startsWith("this issuer signs for everyone");
                });
    }

    @Test
    void accountsOfAwsAreNamedOrEverybodyCouldComeIn() {
        String aws = "aws: { audience: gate, accounts: [], regions: eu-central-1, roles: [triage] }";
        assertThat(checked("kubernetes: { audience: sallyport }", aws).findings())
                .filteredOn(Finding::error)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("authMethods.support-pods.aws.accounts");
                    assertThat(finding.message()).startsWith("anyone with an AWS account could come in");
                });
    }

    @Test
    void everyPrincipalOfAnAccountIsAWarning() {
        String aws = "aws: { audience: gate, accounts: \"111122223333\", regions: eu-central-1 }";
        String entry =
                "kubernetes: { audience: sallyport }\n    where: 'claims[\"kubernetes.io\"].namespace == \"support\"'";
        assertThat(checked(entry, aws).findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("authMethods.support-pods.aws.roles");
            assertThat(finding.error()).isFalse();
        });
        assertThat(checked(entry, aws.replace(" }", ", roles: triage }")).findings())
                .noneSatisfy(finding -> assertThat(finding.path()).contains("aws"));
    }

    @Test
    void theFileSaysWhereTheGatewayKeepsItsThings() throws Exception {
        Path file = example.configuration("trail: { keys: ../vault/keys }\n" + Example.YAML);
        Path state = folder.resolve("state");
        Places places = new ConfiguredWhereabouts(Example.loader()).of(file);
        assertThat(places.socket()).isEqualTo(state.resolve("admin.sock"));
        assertThat(places.tokens()).isEqualTo(state.resolve("tokens"));
        assertThat(places.trail()).isEqualTo(state.resolve("trail"));
        assertThat(places.keys().normalize()).isEqualTo(folder.resolve("vault/keys"));
    }

    @Test
    void aFileThatCannotBeUsedSaysWhy() {
        Path file = example.configuration("listen: 3\n");
        assertThatThrownBy(() -> new ConfiguredWhereabouts(Example.loader()).of(file))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.text()).isEqualTo("the configuration cannot be used");
                    assertThat(failure.lines())
                            .hasSizeGreaterThan(1)
                            .first()
                            .asString()
                            .startsWith(file + ":1:1: error: listen: ");
                });
    }
}
