package dev.sallyport.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R19: the approver is not the requester, whichever of its names the platform gave.
class RequesterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "Ann",
                "system:serviceaccount:support:ann",
                "spiffe://corp/ns/support/sa/ann",
                "ann@corp.example"
            })
    void theSubjectIsTheRequester(String subject) {
        assertThat(Requester.is("ann", FakeGateway.session("s-1", subject))).isTrue();
        assertThat(Requester.is("bob", FakeGateway.session("s-1", subject))).isFalse();
    }

    @Test
    void soIsWhoeverTheAgentActsFor() {
        Session plain = FakeGateway.session("s-1", "agent");
        assertThat(Requester.is("ann", with(plain, List.of("user:ann"), Map.of())))
                .isTrue();
        assertThat(Requester.is("ann", with(plain, List.of(), Map.of("email", "ann@corp.example"))))
                .isTrue();
        assertThat(Requester.is("ann", with(plain, List.of("user:bob"), Map.of("email", 7L))))
                .isFalse();
    }

    @Test
    void soIsTheNameThatLimitsAreCountedUnder() {
        Session session = FakeGateway.session("s-1", "agent");
        Workload workload = session.workload();
        Workload counted = new Workload(
                workload.authMethod(), "pod-7", "https://issuer.example ann", new TreeMap<>(), workload.validUntil());
        assertThat(Requester.is("ann", with(session, counted, List.of()))).isTrue();
        assertThat(Requester.is("bob", with(session, counted, List.of()))).isFalse();
    }

    private static Session with(Session session, List<String> actors, Map<String, Object> claims) {
        Workload workload = session.workload();
        Workload claiming = new Workload(
                workload.authMethod(),
                workload.subject(),
                workload.countedAs(),
                new TreeMap<>(claims),
                workload.validUntil());
        return with(session, claiming, actors);
    }

    private static Session with(Session session, Workload workload, List<String> actors) {
        return new Session(
                session.id(),
                workload,
                actors,
                session.target(),
                session.purpose(),
                session.access(),
                session.openedAt(),
                session.endsAt());
    }
}
