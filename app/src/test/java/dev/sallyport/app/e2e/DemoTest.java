package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.CrmDemo;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void oneCustomerIsReadAndTheDumpIsStopped() throws Exception {
        List<String> steps = new ArrayList<>();
        Played played = new CrmDemo(loader(), Clock.systemUTC()).play(steps::add);
        assertThat(played.scenarios())
                .allSatisfy(scenario -> assertThat(scenario.actual())
                        .as(scenario.name() + ": " + scenario.reason())
                        .isEqualTo(scenario.expected()));
        assertThat(played.scenarios())
                .extracting(Scenario::name)
                .contains(
                        "read the one customer of a ticket",
                        "read every customer",
                        "read every customer, one at a time",
                        "held: new address, approved",
                        "denied statements, by the lease itself");
        assertThat(played.trailVerified()).isTrue();
        assertThat(played.trailRecords()).isGreaterThan(played.scenarios().size());
        assertThat(played.rolesLeft()).isZero();
        assertThat(steps).isNotEmpty();
    }
}
