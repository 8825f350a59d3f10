package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// R18: whoever would not be proved any more does not stay.
class ReattestationTest {

    private final World world = new World();
    private final Map<String, RefusalReason> revoked = new HashMap<>();
    private final List<Attested> tasks = new ArrayList<>();
    private int questions;

    private final AuthMethod platform = new AuthMethod() {
        @Override
        public Authentication authenticate(Attestation attestation, Instant now) {
            questions++;
            String token = ((Attestation.BearerToken) attestation).token();
            RefusalReason why = revoked.get(token);
            return why == null
                    ? new Authentication.Proven(Samples.workload(token))
                    : new Authentication.Refused(why, "taken back");
        }
    };

    private int again() throws Exception {
        int ended = world.gateway.reattest(Map.of("support-pods", platform), tasks);
        world.loop.run();
        return ended;
    }

    @Test
    void aRevokedProofEndsEverySessionThatCameWithItAndNoOther() throws Exception {
        World.Visit one = world.enter("billing");
        World.Visit two = world.enter("billing");
        World.Visit other = world.enter("other");
        assertThat(again()).isZero();
        revoked.put("billing", RefusalReason.REVOKED);
        assertThat(again()).isEqualTo(2);
        assertThat(one.endings).containsExactly("no longer proven: taken back");
        assertThat(two.endings).containsExactly("no longer proven: taken back");
        assertThat(other.endings).isEmpty();
    }

    /// What was opened by the same proof elsewhere ends with it: a task has no session of its own.
    @Test
    void aRevokedProofEndsTheTaskThatItOpenedAndNoOther() throws Exception {
        List<String> endings = new ArrayList<>();
        for (String who : List.of("billing", "other")) {
            Attestation shown = new Attestation.BearerToken(who);
            tasks.add(new Attested(Samples.workload(who), shown, reason -> endings.add(who + ": " + reason)));
        }
        assertThat(again()).isZero();
        revoked.put("billing", RefusalReason.REVOKED);
        assertThat(again()).isEqualTo(1);
        assertThat(endings).containsExactly("billing: no longer proven: taken back");
    }

    @Test
    void eachProofIsAskedAboutOnce() throws Exception {
        for (int i = 0; i < 5; i++) world.enter("billing");
        tasks.add(new Attested(Samples.workload("billing"), new Attestation.BearerToken("billing"), reason -> false));
        again();
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void aPlatformThatCannotBeAskedHasRevokedNothing() throws Exception {
        World.Visit one = world.enter("billing");
        World.Visit two = world.enter("other");
        revoked.put("billing", RefusalReason.KEYS_UNAVAILABLE);
        revoked.put("other", RefusalReason.KEYS_UNAVAILABLE);
        assertThat(again()).isZero();
        assertThat(questions)
                .as("not asked about the next, which would take as long")
                .isEqualTo(1);
        assertThat(one.endings).isEmpty();
        assertThat(two.endings).isEmpty();
    }

    @Test
    void whatCanBeShownOnceHolds() throws Exception {
        World.Visit visit = world.enter("billing");
        AuthMethod once = new AuthMethod() {
            @Override
            public Authentication authenticate(Attestation attestation, Instant now) {
                return new Authentication.Refused(RefusalReason.REPLAYED, "presented before");
            }

            @Override
            public Authentication again(Attestation attestation, Workload proven, Instant now) {
                return new Authentication.Proven(proven);
            }
        };
        assertThat(world.gateway.reattest(Map.of("support-pods", once), List.of()))
                .isZero();
        assertThat(visit.endings).isEmpty();
        assertThat(world.gateway.reattest(Map.of(), List.of())).isZero();
    }
}
