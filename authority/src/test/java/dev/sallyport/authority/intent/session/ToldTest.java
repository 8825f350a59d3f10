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
        for (Declarer by : List.of(Declarer.AGENT, Declarer.ORCHESTRATOR)) {
            Told told = told(purpose(TASK, by), PromptContext.EMPTY);
            assertThat(told.request()).isEqualTo(TASK);
            assertThat(told.signed()).isFalse();
        }
        assertThat(Told.anything(purpose("", Declarer.AGENT), PromptContext.EMPTY))
                .isFalse();
        assertThat(Told.of(purpose("", Declarer.AGENT), PromptContext.EMPTY)).isEmpty();
    }

    @Test
    void aTaskStandsBeforeWhatWasSaidAndIsNotSaidTwice() {
        for (Declarer by : List.of(Declarer.AGENT, Declarer.ORCHESTRATOR)) {
            assertThat(told(purpose(TASK, by), said("be quick", Tier.DECLARED)).request())
                    .isEqualTo("Resolve ticket 17\nbe quick");
            assertThat(told(purpose(TASK, by), said("Resolve ticket 17 now", Tier.DECLARED))
                            .request())
                    .isEqualTo("Resolve ticket 17 now");
        }
    }

    /// R2: an agent's task does not stretch what somebody signed; an orchestrator's is signed itself.
    @Test
    void besideWhatIsSignedAnAgentsTaskAsksForNothing() {
        PromptContext signed = said("be quick", Tier.ATTESTED);
        assertThat(told(purpose("dump all customers", Declarer.AGENT), signed).request())
                .isEqualTo("be quick");
        Told told = told(purpose(TASK, Declarer.ORCHESTRATOR), signed);
        assertThat(told.request()).isEqualTo("Resolve ticket 17\nbe quick");
        assertThat(told.signed()).isTrue();
    }
}
