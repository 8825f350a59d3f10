package dev.sallyport.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.testkit.gateway.ScriptedGate;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every connector has to do, whatever its protocol is, on a real listener between an agent and a target. The
/// test of a connector plays both; [ScriptedGate] judges by the words that are asked for, and keeps the books.
@Timeout(60)
public abstract class ConnectorContract {

    /// Accepted by the gate, and to be found nowhere behind the gateway.
    protected static final String PROOF = "good-proof-4711";

    private static final String FORGED = "bad-proof-4711";
    private static final long HELD_MILLIS = 150;

    /// An agent, connected or ready to.
    public interface Agent extends AutoCloseable {

        /// Has one thing done in whose statement the word stands, and waits until it is answered.
        ///
        /// @param word letters, digits, `!` and `-`
        /// @return the answer, the words of a refusal, or that the connection ended
        String ask(String word) throws Exception;

        @Override
        void close() throws IOException;
    }

    protected abstract ScriptedGate<?> gate();

    /// @throws Exception when it is not let in, if the protocol says so before anything is asked
    protected abstract Agent agent(String proof) throws Exception;

    /// All that the target got so far, as text.
    protected abstract String target() throws Exception;

    @AfterEach
    void theConnectorKeptToTheRulesOfTheMediator() {
        assertThat(gate().faults()).isEmpty();
    }

    @Test
    void whatIsPermittedReachesTheTargetAndIsAccountedForOnce() throws Exception {
        int before = gate().outcomes().size();
        try (Agent agent = agent(PROOF)) {
            agent.ask("permitted-1");
            assertThat(target()).contains("permitted-1");
            gate().await("the outcome", () -> gate().outcomes().size() > before && gate().outstanding() == 0);
        }
        assertThat(gate().outcomes().subList(before, gate().outcomes().size()))
                .extracting(Outcome::ending)
                .contains(Outcome.Ending.SUCCEEDED);
    }

    /// R10, R11: not a byte of it, and the session lives on.
    @Test
    void whatIsDeniedNeverReachesTheTargetAndTheSessionGoesOn() throws Exception {
        try (Agent agent = agent(PROOF)) {
            assertThat(agent.ask("deny!-2")).contains("denied");
            assertThat(agent.ask("usable-2")).doesNotContain("denied");
        }
        assertThat(target()).doesNotContain("deny!-2").contains("usable-2");
    }

    @Test
    void whatContainsTheSessionNeverReachesTheTarget() throws Exception {
        try (Agent agent = agent(PROOF)) {
            assertThat(agent.ask("contain!-3")).isNotEmpty();
        }
        assertThat(target()).doesNotContain("contain!-3");
    }

    /// Asked for by nobody who is known: nothing of it is judged, let alone sent.
    @Test
    void whoIsNotProvedReachesNothing() throws Exception {
        int judged = gate().actions().size();
        assertThat(refusal(FORGED, "unproved-4")).isNotEmpty();
        assertThat(gate().actions()).hasSize(judged);
        assertThat(target()).doesNotContain("unproved-4", FORGED);
    }

    private String refusal(String proof, String word) throws Exception {
        try (Agent agent = agent(proof)) {
            return agent.ask(word);
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void theProofStaysHere() throws Exception {
        try (Agent agent = agent(PROOF)) {
            agent.ask("proof-5");
        }
        assertThat(target()).contains("proof-5").doesNotContain(PROOF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold!-6", "slow!-6"})
    void whatHasToWaitIsDoneWhenItMay(String word) throws Exception {
        try (Agent agent = agent(PROOF)) {
            assertThat(agent.ask(word)).doesNotContain("denied");
        }
        assertThat(target()).contains(word);
    }

    @Test
    void whatIsHeldIsNotDoneBefore() throws Exception {
        try (Agent agent = agent(PROOF)) {
            CompletableFuture<String> answer = asked(agent, "hold!-7");
            gate().await("the question", () -> isAsked("hold!-7"));
            long asked = System.nanoTime();
            answer.get(20, TimeUnit.SECONDS);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isGreaterThan(HELD_MILLIS);
        }
    }

    /// R18: from outside, while nothing moves.
    @Test
    void anEndedSessionLetsNobodyWait() throws Exception {
        try (Agent agent = agent(PROOF)) {
            CompletableFuture<String> answer = asked(agent, "forever!-8");
            gate().await("the question", () -> isAsked("forever!-8"));
            gate().endAll("revoked");
            assertThat(answer.get(20, TimeUnit.SECONDS)).isNotEmpty();
        }
        assertThat(target()).doesNotContain("forever!-8");
    }

    private boolean isAsked(String word) {
        return gate().actions().stream().anyMatch(action -> action.statement().contains(word));
    }

    private static CompletableFuture<String> asked(Agent agent, String word) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(agent.ask(word));
            } catch (Exception e) {
                answer.complete("ended: " + e);
            }
        });
        return answer;
    }
}
