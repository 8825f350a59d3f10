package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.http.SessionTable.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionTableTest {

    /// A gate whose code cannot be loaded, say.
    private static final Gate<FakeLease> BROKEN = new Gate<>() {
        @Override
        public Admission<FakeLease> admit(Approach approach, ScheduledExecutorService loop) {
            throw new ExceptionInInitializerError("no such class");
        }

        @Override
        public String turnedAway(Rejection rejection) {
            return "r-1";
        }
    };

    /// Nobody waits for good for a session that cannot be opened, and the next one tries again.
    @Test
    void aGateThatBreaksTurnsAwayWhoeverWaits() throws Exception {
        Approach approach = new Approach(new BearerToken("good"), "crm", DeclaredPurpose.NONE, "127.0.0.1:1");
        try (Stage stage = new Stage(1);
                EventLoops loops = EventLoops.start(1)) {
            SessionTable table = new SessionTable(Runnable::run, () -> 0, () -> Stage.LIMITS);
            SessionKey key = new SessionKey("d", "127.0.0.1", 0, stage.target, DeclaredPurpose.NONE, false);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 2; i++)
                table.enter(key, new Stand<>(BROKEN, stage.target), approach, loops.any(), entries::add);
            assertThat(entries)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry)
                            .isInstanceOfSatisfying(
                                    Entry.Away.class,
                                    away -> assertThat(away.why().detail()).isEqualTo("the gateway failed at this")));
            assertThat(table.size()).isZero();
        }
    }
}
