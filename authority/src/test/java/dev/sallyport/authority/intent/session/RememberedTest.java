package dev.sallyport.authority.intent.session;

import static dev.sallyport.authority.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Unproposed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is remembered of sessions is bounded: beyond that all of it is forgotten and worked out again.
class RememberedTest {

    private static final PromptContext CONTEXT = new PromptContext(List.of(
            new Turn("user", "Read ticket 7", "", Tier.DECLARED),
            new Turn("assistant", "I shall", "gpt", Tier.OBSERVED, "s-1")));
    private static final IntentEngine ENGINE =
            new IntentEngine(List.of(_ -> Optional.of(new Opinion(0.1, "test", false, List.of()))));

    private final Session any = Given.session(new PolicyDecisionPoint(Given.crm(), Given.counters()));
    private final IntentDoor intents = new IntentDoor(() -> ENGINE, Judge.NONE);
    private final ProposedDoor proposals = new ProposedDoor();

    private State state(int session) {
        Session numbered = new Session(
                "remembered-" + session,
                any.workload(),
                List.of(),
                any.target(),
                any.purpose(),
                any.access(),
                NOON,
                any.endsAt());
        return new State(numbered, CONTEXT, NOON, Approval.None.NONE);
    }

    private static Action read(int id) {
        return Given.perform(Given.read("customers", Given.byId(Integer.toString(id))));
    }

    private void judge(int id, int session) {
        intents.homework(Intent.WATCH, null, read(id), state(session)).ifPresent(Runnable::run);
    }

    private boolean isJudged(int id, int session) {
        return intents.homework(Intent.WATCH, null, read(id), state(session)).isEmpty();
    }

    @Test
    void whatWasJudgedIsKeptForTenThousandSessions() {
        for (int session = 0; session < 10_000; session++) judge(7, session);
        assertThat(isJudged(7, 0)).isTrue();
        judge(7, 10_000);
        assertThat(isJudged(7, 0)).isFalse();
        assertThat(isJudged(7, 10_000)).isTrue();
    }

    @Test
    void aThousandActionsOfASessionAreKept() {
        for (int id = 0; id < 1_000; id++) judge(id, 0);
        judge(0, 1);
        assertThat(isJudged(0, 0)).isTrue();
        judge(1_000, 0);
        assertThat(isJudged(0, 0)).isFalse();
        assertThat(isJudged(1_000, 0)).isTrue();
        assertThat(isJudged(0, 1)).as("of another session").isTrue();
    }

    private void read(State state) {
        proposals.homework(Unproposed.WATCH, read(7), state).ifPresent(Runnable::run);
    }

    private boolean isRead(State state) {
        return proposals.homework(Unproposed.WATCH, read(7), state).isEmpty();
    }

    @Test
    void whatModelsProposedIsKeptForTenThousandSessions() {
        for (int session = 0; session < 10_000; session++) read(state(session));
        assertThat(isRead(state(0))).isTrue();
        read(state(10_000));
        assertThat(isRead(state(0))).isFalse();
        assertThat(isRead(state(10_000))).isTrue();
    }
}
