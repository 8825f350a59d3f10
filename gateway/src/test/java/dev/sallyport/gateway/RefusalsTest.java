package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Those who knock without a proof are on record, but cannot fill the disk.
class RefusalsTest {

    private final World world = new World();

    private List<AuditEvent.Refused> records() {
        return world.trail.events(AuditEvent.Refused.class);
    }

    @Test
    void aPeerBeyondItsRateIsCountedAndSummedUp() {
        for (int port = 0; port < 50; port++) {
            world.knock(Samples.approach("!BAD_SIGNATURE", "10.0.0.7:" + (50000 + port)));
        }
        world.knock(Samples.approach("!EXPIRED", "10.0.0.7:40000"));
        assertThat(records()).hasSize(10);
        world.advance(Duration.ofMinutes(1));
        world.gateway.everyMinute();
        assertThat(records()).hasSize(11);
        AuditEvent.Refused sum = records().getLast();
        assertThat(sum.detail())
                .startsWith("41 more refusals")
                .contains("BAD_SIGNATURE 40")
                .contains("EXPIRED 1");
        assertThat(sum.peer()).isEqualTo("10.0.0.7");
        assertThat(world.count("refusals.BAD_SIGNATURE")).isEqualTo(50);
    }

    @Test
    void anotherPeerIsStillRecorded() {
        for (int i = 0; i < 20; i++) {
            world.knock(Samples.approach("!BAD_SIGNATURE", "10.0.0.7:1"));
        }
        world.knock(Samples.approach("!BAD_SIGNATURE", "10.0.0.8:1"));
        assertThat(records()).hasSize(11);
    }

    @Test
    void manyPeersTogetherDoNotFillTheDiskNorTheMemory() {
        for (int i = 0; i < 5000; i++) {
            world.knock(Samples.approach("!MALFORMED", "10." + i / 250 + ".0." + i % 250 + ":1"));
        }
        assertThat(records()).hasSize(1000);
        world.advance(Duration.ofMinutes(1));
        world.gateway.everyMinute();
        assertThat(records()).hasSize(1001);
        assertThat(records().getLast().peer()).isEqualTo(RefusalWindow.OTHERS);
        assertThat(records().getLast().detail()).startsWith("4000 more refusals");
    }

    @Test
    void aNewWindowStartsAfresh() {
        for (int i = 0; i < 20; i++) {
            world.knock("!EXPIRED");
        }
        world.advance(Duration.ofMinutes(1));
        world.knock("!EXPIRED");
        assertThat(records()).hasSize(12);
        world.gateway.everyMinute();
        assertThat(records()).hasSize(12);
    }

    @Test
    void whatWasCountedIsSummedUpWhenTheGatewayStops() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            world.knock("!EXPIRED");
        }
        world.gateway.stop(Duration.ZERO);
        assertThat(records())
                .hasSize(11)
                .last()
                .extracting(AuditEvent.Refused::detail)
                .asString()
                .startsWith("10 more");
        world.gateway.stop(Duration.ZERO);
        assertThat(records()).hasSize(11);
    }

    @Test
    void aRefusalThatCannotBeRecordedIsStillARefusal() {
        world.trail.failing(event -> true);
        assertThat(world.turnedAway("!EXPIRED").reason()).isEqualTo(RefusalReason.EXPIRED);
        assertThat(world.count("records.lost")).isEqualTo(1);
    }

    private static Rejection clearText(String peer) {
        return new Rejection("crm", peer, RefusalReason.CLEAR_TEXT, "clear text is refused here");
    }

    @Test
    void r17WhomAConnectorTurnsAwayIsRecordedWithoutWaitingForTheTrail() {
        String id = world.gate.turnedAway(clearText("10.0.0.7:40000"));
        assertThat(records()).as("nothing is written on the caller's thread").isEmpty();
        world.run();
        assertThat(records())
                .containsExactly(new AuditEvent.Refused(
                        Samples.NOON,
                        id,
                        "crm",
                        "10.0.0.7:40000",
                        RefusalReason.CLEAR_TEXT,
                        "clear text is refused here"));
        assertThat(world.count("refusals.CLEAR_TEXT")).isEqualTo(1);
    }

    @Test
    void r17TheRateHoldsForThemToo() {
        for (int port = 0; port < 50; port++) world.gate.turnedAway(clearText("10.0.0.7:" + (50000 + port)));
        world.run();
        assertThat(records()).hasSize(10);
        world.advance(Duration.ofMinutes(1));
        world.gateway.everyMinute();
        assertThat(records())
                .last()
                .extracting(AuditEvent.Refused::detail)
                .asString()
                .startsWith("40 more refusals");
    }

    @Test
    void whatAStrangerAsksForDoesNotFillTheDiskEither() {
        world.gate.turnedAway(new Rejection("x".repeat(9000), "p:1", RefusalReason.PROTOCOL, "y".repeat(9000)));
        world.run();
        assertThat(records().getFirst().target()).hasSize(129);
        assertThat(records().getFirst().detail()).hasSize(513);
    }

    @Test
    void aTrailThatFailsIsCounted() {
        world.trail.failing(event -> true);
        world.gate.turnedAway(clearText("10.0.0.7:40000"));
        world.run();
        assertThat(world.count("records.lost")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7:5432, 10.0.0.7",
        "[2001:db8::1]:5432, [2001:db8::1]",
        "2001:db8::1, 2001:db8::1",
        "agent.internal, agent.internal",
        ":5432, :5432",
        "'', ''"
    })
    void thePortDoesNotMakeANewPeer(String peer, String host) {
        assertThat(RefusalWindow.host(peer)).isEqualTo(host);
    }
}
