package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.app.cli.work.Demo.Act;
import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.PlayedAct;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.CrmDemo;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static ConfigurationFile loader() throws IOException {
        return new ConfigurationFile(
                FileGuard.ofThisProcess(),
                System.getenv(),
                RealGrammars.all(),
                List.of(new RoomChecks()),
                Clock.systemUTC());
    }

    private static Played play(Map<String, String> environment) throws Exception {
        return new CrmDemo(loader(), Clock.systemUTC(), environment, Path.of("target", "scene"))
                .play(EnumSet.of(Act.SECOND), text -> assertThat(text).isNotEmpty());
    }

    @Test
    void oneCustomerIsReadAndTheDumpIsStopped() throws Exception {
        List<String> steps = new ArrayList<>();
        Played played =
                new CrmDemo(loader(), Clock.systemUTC(), System.getenv(), null).play(EnumSet.of(Act.FIRST), steps::add);
        PlayedAct act = played.acts().getFirst();
        asExpected(act);
        assertThat(act.scenarios())
                .extracting(Scenario::name)
                .contains(
                        "read the one customer of a ticket",
                        "read every customer",
                        "read every customer, one at a time",
                        "held: new address, approved",
                        "denied statements, by the lease itself");
        assertThat(act.trailRecords()).isGreaterThan(act.scenarios().size());
        assertThat(played.rolesLeft()).isZero();
        assertThat(steps).isNotEmpty();
    }

    @Test
    void theSecondActTellsOneTaskOnFourWires() throws Exception {
        Played played = play(System.getenv());
        PlayedAct act = played.acts().getFirst();
        assumeTrue(Boolean.parseBoolean(System.getenv("CI")) || act.skipped().isEmpty(), act.skipped());
        asExpected(act);
        assertThat(act.scenarios()).hasSizeGreaterThan(10);
        String story = act.story().stream().map(StoryLine::text).collect(Collectors.joining("\n"));
        assertThat(story)
                .contains("reached model", "reached helpdesk", "reached crm", "reached hooks", "an answer says: `");
        assertThat(played.rolesLeft()).isZero();
    }

    @Test
    void withoutNodeTheSecondActSaysWhyItIsSkipped() throws Exception {
        Played played = play(Map.of("PATH", "/nowhere"));
        PlayedAct act = played.acts().getFirst();
        assertThat(act.skipped()).isEqualTo("node is not installed on this machine");
        assertThat(act.scenarios()).isEmpty();
        assertThat(played.asExpected()).isTrue();
    }

    private static void asExpected(PlayedAct act) {
        assertThat(act.skipped()).isEmpty();
        assertThat(act.scenarios())
                .allSatisfy(scenario -> assertThat(scenario.actual())
                        .as(scenario.name() + ": " + scenario.reason())
                        .isEqualTo(scenario.expected()));
        assertThat(act.trailVerified()).isTrue();
    }
}
