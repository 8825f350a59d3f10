package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.testkit.gateway.FakeConnector;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.ManualLoop;
import dev.sallyport.testkit.gateway.MemoryTrail;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import dev.sallyport.testkit.gateway.ScriptedAuthority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A gateway between fakes. Nothing on the loop, and nothing that may block, runs before the test says so.
///
/// A token `who` proves the workload `who`; `!REASON` is refused for that reason.
final class World {

    final ManualLoop loop = new ManualLoop(NOON);
    final ManualLoop blocking = new ManualLoop(NOON);
    final MemoryTrail trail = new MemoryTrail();
    final ScriptedAuthority authority = new ScriptedAuthority();
    final FakeConnector connector = new FakeConnector();
    final Map<String, AuthMethod> methods = new LinkedHashMap<>();
    final List<Duration> pauses = new ArrayList<>();
    String configuration = "c0ffee0000000001";
    Gateway gateway;
    Gate<FakeLease> gate;

    World() {
        this(GatewayPolicy.DEFAULT);
    }

    World(GatewayPolicy policy) {
        this(policy, TaskTokens.NONE);
    }

    World(GatewayPolicy policy, TaskTokens tokens) {
        methods.put("support-pods", (attestation, now) -> prove(((Attestation.BearerToken) attestation).token()));
        Outside outside = new Outside(
                authority,
                trail,
                () -> new Generations(configuration, 0, "pg_query 18"),
                loop,
                new Random(7),
                blocking,
                tokens);
        gateway = new Gateway(outside, policy, pauses::add);
        gate = gateway.corridor(() -> methods, connector);
    }

    static World with(GatewayLimits limits) {
        return new World(GatewayPolicy.of(limits, rule -> Integer.MAX_VALUE, target -> TrailOutage.REFUSE));
    }

    private static Authentication prove(String token) {
        return token.startsWith("!")
                ? new Authentication.Refused(RefusalReason.valueOf(token.substring(1)), "refused on request")
                : new Authentication.Proven(Samples.workload(token));
    }

    Admission<FakeLease> knock(String token) {
        return knock(Samples.approach(token));
    }

    Admission<FakeLease> knock(Approach approach) {
        try {
            return gate.admit(approach, loop);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Visit enter(String token) {
        Admission<FakeLease> admission = knock(token);
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        loop.run();
        return new Visit((Admission.Admitted<FakeLease>) admission);
    }

    Admission.TurnedAway<FakeLease> turnedAway(String token) {
        Admission<FakeLease> admission = knock(token);
        assertThat(admission).isInstanceOf(Admission.TurnedAway.class);
        return (Admission.TurnedAway<FakeLease>) admission;
    }

    /// Lets everything happen that is due now.
    World run() {
        while (loop.step() | blocking.step()) {
            // one more turn
        }
        return this;
    }

    World advance(Duration by) {
        run();
        loop.advance(by);
        return run();
    }

    long count(String metric) {
        return gateway.metrics().snapshot().getOrDefault(metric, 0L);
    }

    /// A session from the connector's side.
    static final class Visit {

        final Admission.Admitted<FakeLease> admitted;
        final Mediator mediator;
        final List<String> endings = new ArrayList<>();

        Visit(Admission.Admitted<FakeLease> admitted) {
            this.admitted = admitted;
            this.mediator = admitted.mediator();
            mediator.onEnd(endings::add);
        }

        String id() {
            return admitted.session().id();
        }

        Verdict propose(Action action, RecordingPassage passage) {
            return passage.heard(mediator.propose(action, 3, passage));
        }

        RecordingPassage propose(Action action) {
            RecordingPassage passage = new RecordingPassage();
            propose(action, passage);
            return passage;
        }

        RecordingPassage read(String statement) {
            return propose(Samples.read(statement));
        }

        RecordingPassage update(String statement) {
            return propose(Samples.update(statement));
        }
    }
}
