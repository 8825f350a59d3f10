package dev.sallyport.app.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.check.Check;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.config.load.LoadResult.Rejected;
import dev.sallyport.app.config.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As a whole or not at all, and known by its content (R24).
class LoadingTest {

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @Test
    void anyErrorRejectsTheWhole() throws ConfigurationException {
        assertThat(given.load(Given.PLAIN + "nonsense: 1\n")).isInstanceOf(Rejected.class);
        assertThat(given.load(Given.PLAIN).orThrow()).isInstanceOf(Loaded.class);
    }

    @Test
    void theExceptionStartsWithTheConfigurationPath() {
        LoadResult rejected = given.load(Given.PLAIN + "nonsense: 1\nstate: 5\n");
        assertThatThrownBy(rejected::orThrow)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        nonsense: unknown key, use one of `access`, `admin`, `authMethods`, `instance`, `judge`, `limits`, \
                        `listen`, `orchestrators`, `policies`, `purposes`, `sessions`, `state`, `targets`, `tls`, `trail` \
                        (line 15, column 1)""");
    }

    /// What is wrong with the file's form does not hide what is wrong with what it says.
    @Test
    void formAndMeaningAreToldTogether() {
        String yaml = Given.PLAIN
                .replace("to: crm", "to: crn")
                .replace("perSession: 5", "perSession: -5")
                .replace("listen: {", "listen: { htttp: x,");
        assertThat(given.load(yaml).problems())
                .extracting(Problem::path)
                .containsExactly("listen.htttp", "access[0].to", "purposes.look.allow[0].atMost.perSession");
    }

    @Test
    void nothingIsSaidThatOnlyFollowsFromAnotherProblem() {
        String observing = Given.PLAIN.replace("to: crm", "to: crm, mode: observe, untill: 2030-01-01T00:00:00Z");
        assertThat(given.load(observing).problems()).extracting(Problem::path).containsExactly("access[0].untill");
        String targetless =
                Given.PLAIN.replace("crm:\n    postgres", "crm:\n    postgras").replace("[look]", "[lock]");
        assertThat(given.load(targetless).problems())
                .extracting(Problem::path)
                .containsExactly("targets.crm", "targets.crm.postgras");
    }

    @Test
    void editorsAndTerminalsLinkThePlace() {
        assertThat(given.load(Given.PLAIN.replace("to: crm", "to: crn")).problems())
                .extracting(problem -> problem.in("sallyport.yaml"))
                .containsExactly("sallyport.yaml:9:19: error: access[0].to: no such target, did you mean `crm`: `crn`");
        assertThat(given.load("").problems())
                .extracting(problem -> problem.in("sallyport.yaml"))
                .containsExactly("sallyport.yaml: error: is empty, start with `listen:`");
    }

    @Test
    void r24TheGenerationIsTheSameForTheSameContent() {
        String generation = generation(Given.PLAIN);
        assertThat(generation).matches("[0-9a-f]{16}");
        assertThat(generation("# a comment\n" + Given.PLAIN.replace("{ ", "{  ")))
                .isEqualTo(generation);
        assertThat(generation(Given.PLAIN + "limits: { handshake: 10s }\n")).isEqualTo(generation);
        Given elsewhere = Given.in(folder.resolve("elsewhere").resolve("deeper"));
        assertThat(elsewhere.loaded(Given.PLAIN).generation()).isEqualTo(generation);
    }

    @Test
    void r24TheGenerationChangesWithTheContent() {
        String generation = generation(Given.PLAIN);
        assertThat(List.of(
                        generation(Given.PLAIN.replace("perSession: 5", "perSession: 6")),
                        generation(Given.PLAIN.replace("perSession: 5", "perAction: 5")),
                        generation(Given.PLAIN + "limits: { handshake: 11s }\n"),
                        withPolicy("forbid (principal, action, resource) when { true };"),
                        withPolicy("forbid (principal, action, resource) when { false };")))
                .doesNotContain(generation)
                .doesNotHaveDuplicates();
    }

    @Test
    void otherRoomsHaveTheirSay() {
        Check check = (configuration, problems) -> problems.error(
                "access", "not tonight:\n  " + configuration.access().size() + " rules");
        ConfigurationFile plain = given.loader();
        ConfigurationFile loader = new ConfigurationFile(
                plain.guard(), plain.environment(), plain.grammars(), List.of(check), plain.now());
        assertThat(loader.load(Given.PLAIN.getBytes(StandardCharsets.UTF_8), folder)
                        .problems())
                .hasToString("[access: not tonight: 1 rules (line 8, column 1)]");
    }

    @Test
    void noSecretIsInAnythingThatIsPrinted() {
        Loaded loaded = given.loaded(Given.PLAIN);
        assertThat(loaded.toString() + loaded.resolved() + loaded.rules()).doesNotContain("s3cret");
    }

    private String generation(String yaml) {
        return given.loaded(yaml).generation();
    }

    private String withPolicy(String text) {
        given.file("p.cedar", text, "rw-r--r--");
        return generation(Given.PLAIN + "policies: [ p.cedar ]\n");
    }
}
