package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Verdict.Wait;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A slow question is worked out off the loop, in order, and not for ever.
class ThinkingTest {

    private final World world = new World();
    private final World.Visit visit = world.enter("billing");
    private final List<String> decided = new ArrayList<>();
    private Runnable work = () -> {};

    @BeforeEach
    void slowStatementsNeedHomework() {
        world.authority.needs(this::homework);
        world.authority.decides((action, state) -> {
            decided.add(action.statement());
            return Samples.permit();
        });
    }

    private Optional<Runnable> homework(Action action, State state) {
        return action.statement().startsWith("slow") ? Optional.of(() -> work.run()) : Optional.empty();
    }

    @Test
    void laterProposalsQueueBehindASlowOne() {
        RecordingPassage slow = new RecordingPassage();
        RecordingPassage quick = new RecordingPassage();
        assertThat(visit.propose(Samples.read("slow"), slow)).isEqualTo(Wait.THINKING);
        assertThat(visit.propose(Samples.read("quick"), quick)).isEqualTo(Wait.THINKING);
        assertThat(decided).isEmpty();
        world.run();
        assertThat(decided).containsExactly("slow", "quick");
        assertThat(slow.permitted()).isTrue();
        assertThat(quick.permitted()).isTrue();
    }

    @Test
    void whatIsProposedFromWithinAVerdictComesAfterWhatAlreadyQueues() {
        RecordingPassage slow = new RecordingPassage().then(verdict -> visit.read("late"));
        visit.propose(Samples.read("slow"), slow);
        visit.read("queued");
        world.run();
        assertThat(decided).containsExactly("slow", "queued", "late");
    }

    @Test
    void aSlowOneMayQueueBehindASlowOne() {
        visit.read("slow 1");
        visit.read("slow 2");
        visit.read("quick");
        world.run();
        assertThat(decided).containsExactly("slow 1", "slow 2", "quick");
        assertThat(world.loop.pendingTimers()).isEqualTo(1); // the end of the session
    }

    @Test
    void whatTakesTooLongIsDeniedAndALateAnswerChangesNothing() {
        RecordingPassage slow = visit.read("slow");
        RecordingPassage quick = visit.read("quick");
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(slow.denial().evidence()).hasOnlyElementsOfType(Signal.NotEvaluated.class);
        assertThat(quick.permitted()).isTrue();
        world.run();
        assertThat(decided).containsExactly("quick");
    }

    /// Whoever asks somebody outside says how long that may take.
    @Test
    void aQuestionStatesItsOwnPatience() {
        world.authority.asks((_, _) -> Optional.of(new Question(() -> {}, Duration.ofSeconds(5))));
        RecordingPassage slow = visit.read("slow");
        world.loop.advance(Duration.ofMillis(6900));
        assertThat(slow.verdict()).isEmpty();
        world.loop.advance(Duration.ofMillis(100));
        assertThat(slow.denial().evidence()).hasOnlyElementsOfType(Signal.NotEvaluated.class);
        assertThat(slow.denial().reason()).contains("7000 ms");
    }

    @Test
    void aHangingQuestionIsInterrupted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Homework homework = new Homework(world.loop, failure -> {});
            homework.start(() -> hang(asked, interrupted), threads, Duration.ofSeconds(2));
            asked.await();
            world.loop.advance(Duration.ofSeconds(2));
            interrupted.await();
        }
    }

    private static void hang(CountDownLatch asked, CountDownLatch interrupted) {
        try {
            asked.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void aQuestionThatFailsIsDenied() {
        work = () -> {
            throw new IllegalStateException("a bug");
        };
        RecordingPassage slow = visit.read("slow");
        RecordingPassage quick = visit.read("quick");
        world.run();
        assertThat(slow.denial().reason()).contains("could not be evaluated");
        assertThat(quick.permitted()).isTrue();
    }

    @Test
    void aQuestionThatCannotBeAskedIsDenied() {
        world.blocking.shutdown();
        RecordingPassage slow = visit.read("slow");
        world.loop.run();
        assertThat(slow.denied()).isTrue();
    }

    @Test
    void aWithdrawnQuestionMakesWayForTheNext() {
        RecordingPassage slow = visit.read("slow");
        RecordingPassage queued = visit.read("queued");
        RecordingPassage last = visit.read("last");
        visit.mediator.withdraw(slow);
        visit.mediator.withdraw(queued);
        world.run();
        assertThat(decided).containsExactly("last");
        assertThat(last.permitted()).isTrue();
        assertThat(slow.verdict()).isEmpty();
        assertThat(queued.verdict()).isEmpty();
    }

    @Test
    void aSessionThatEndsDoesNotWaitForTheAnswer() {
        RecordingPassage slow = visit.read("slow");
        RecordingPassage queued = visit.read("queued");
        world.gateway.sessions().end(visit.id(), "revoked");
        world.loop.run();
        assertThat(slow.denial().reason()).contains("revoked");
        assertThat(queued.denial().reason()).contains("revoked");
        world.run();
        assertThat(decided).isEmpty();
    }

    @Test
    void aConversationThatIsOverHearsNothing() {
        RecordingPassage slow = visit.read("slow");
        RecordingPassage queued = visit.read("queued");
        visit.mediator.close();
        world.run();
        assertThat(slow.verdict()).isEmpty();
        assertThat(queued.verdict()).isEmpty();
        assertThat(decided).isEmpty();
        assertThat(world.trail.story())
                .containsExactly("SessionOpened", "LeaseIssued", "LeaseDestroyed", "SessionClosed");
    }
}
