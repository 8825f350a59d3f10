package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.demo.CrmDemo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void oneCustomerIsReadAndTheDumpIsStopped() throws Exception {
        List<String> steps = new ArrayList<>();
        Played played = new CrmDemo(Clock.systemUTC()).play(steps::add);
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
