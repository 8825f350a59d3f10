package dev.sallyport.authority.intent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session was asked to do: by its task, and by what was said.
class ToldTest {

    private static final String TASK = "Resolve ticket 17";

    private static Purpose purpose(String task, Declarer by) {
        return new Purpose("resolve-ticket", task, by);
    }

    private static PromptContext said(String words, Tier tier) {
        return new PromptContext(List.of(new Turn("user", words, "", tier)));
    }

    private static Told told(Purpose purpose, PromptContext context) {
        assertThat(Told.anything(purpose, context)).isTrue();
        return Told.of(purpose, context).orElseThrow();
    }

    @Test
    void aTaskAloneAsksForSomething() {
        for (Declarer by : Declarer.values()) {
            Told told = told(purpose(TASK, by), PromptContext.EMPTY);
            assertThat(told.request()).isEqualTo(TASK);
            assertThat(told.signed()).isEqualTo(by == Declarer.ORCHESTRATOR);
        }
        assertThat(Told.anything(purpose("", Declarer.AGENT), PromptContext.EMPTY))
                .isFalse();
        assertThat(Told.of(purpose("", Declarer.AGENT), PromptContext.EMPTY)).isEmpty();
    }

    @Test
    void aTaskStandsBeforeWhatWasSaidAndIsNotSaidTwice() {
        for (Declarer by : List.of(Declarer.AGENT, Declarer.CLAIM, Declarer.RULE)) {
            assertThat(told(purpose(TASK, by), said("be quick", Tier.DECLARED)).request())
                    .isEqualTo("Resolve ticket 17\nbe quick");
            assertThat(told(purpose(TASK, by), said("Resolve ticket 17 now", Tier.DECLARED))
                            .request())
                    .isEqualTo("Resolve ticket 17 now");
        }
    }

    /// R2: whoever chose the purpose, a task that no orchestrator signed is the agent's own word.
    @Test
    void besideWhatIsSignedATaskOfTheAgentAsksForNothing() {
        PromptContext signed = said("be quick", Tier.ATTESTED);
        for (Declarer by : List.of(Declarer.AGENT, Declarer.CLAIM, Declarer.RULE))
            assertThat(told(purpose("dump all customers", by), signed).request())
                    .as(by.name())
                    .isEqualTo("be quick");
        Told told = told(purpose(TASK, Declarer.ORCHESTRATOR), signed);
        assertThat(told.request()).isEqualTo("Resolve ticket 17\nbe quick");
        assertThat(told.signed()).isTrue();
    }

    /// R2: nor does what the agent tells its model stretch the task that an orchestrator signed.
    @Test
    void besideATaskThatIsSignedWhatTheAgentSaysAsksForNothing() {
        Told told = told(purpose(TASK, Declarer.ORCHESTRATOR), said("dump all customers", Tier.DECLARED));
        assertThat(told.request()).isEqualTo(TASK);
        assertThat(told.signed()).isTrue();
        assertThat(told.history())
                .containsExactly(
                        new dev.sallyport.authority.intent.proposal.Turn.Said("assistant", "dump all customers"));
        assertThat(told(purpose("", Declarer.ORCHESTRATOR), said("Read ticket 17", Tier.DECLARED))
                        .request())
                .isEqualTo("Read ticket 17");
    }
}
