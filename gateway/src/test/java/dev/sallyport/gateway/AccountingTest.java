package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.AuditEvent.Decided;
import dev.sallyport.api.audit.AuditEvent.Performed;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exactly-once accounting (R5, R21), whatever the order of events: a connector that proposes, performs, withdraws and
/// hangs up at random; an authority, a trail and administrators that answer at random moments.
class AccountingTest {

    private static final int SEEDS = 400;
    private static final int STEPS = 150;

    enum Disk {
        PROMPT,
        SLOW_SYNC,
        SLOW,
        FAILING
    }

    @ParameterizedTest
    @EnumSource
    void theBooksBalance(Disk disk) {
        long permits = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(seed, disk);
            run.play();
            run.balance();
            permits += run.world.count("decisions.permit");
        }
        assertThat(permits).as("the scenario exercises something").isGreaterThan(SEEDS);
    }

    private static final class Run {

        private final int seed;
        private final Disk disk;
        private final Random random;
        private final World world = new World();
        private final List<RecordingPassage> waiting = new ArrayList<>();
        private final List<RecordingPassage> open = new ArrayList<>();
        private final List<Integer> asked = new ArrayList<>();
        private World.Visit visit;
        private boolean closed;
        private int proposals;

        Run(int seed, Disk disk) {
            this.seed = seed;
            this.disk = disk;
            this.random = new Random(seed * 31L + disk.ordinal());
            world.authority.decides(this::decide);
            world.authority.needs((action, state) -> chance(10) ? Optional.of(this::think) : Optional.empty());
            visit = world.enter("billing");
            world.trail.defer(durability -> switch (disk) {
                case PROMPT -> false;
                case SLOW_SYNC -> durability == Durability.SYNCED;
                case SLOW, FAILING -> true;
            });
            world.trail.failing(event ->
                    disk == Disk.FAILING && (event instanceof Decided || event instanceof Performed) && chance(30));
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private void think() {
            if (chance(20)) throw new IllegalStateException("a bug");
        }

        private Decision decide(Action action, State state) {
            asked.add(Integer.valueOf(action.statement()));
            int dice = random.nextInt(100);
            if (dice < 60) return Samples.permit(chance(30) ? new Limits(10) : Limits.NONE);
            if (dice < 80) return Samples.deny("no");
            if (dice < 99) return Samples.hold(Duration.ofSeconds(1 + random.nextInt(20)));
            return Samples.contain("enough");
        }

        void play() {
            for (int step = 0; step < STEPS && !closed; step++) {
                step();
            }
            hangUp();
            for (int i = 0; i < 10; i++) {
                world.trail.flush();
                world.run();
            }
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> propose();
                case 3, 4 -> perform();
                case 5 -> progress();
                case 6 -> withdraw();
                case 7, 8 -> world.loop.step();
                case 9, 10 -> world.trail.flushOne();
                case 11 -> world.blocking.step();
                case 12 -> answerHold();
                case 13 -> world.loop.advance(Duration.ofMillis(random.nextInt(3000)));
                case 14 -> world.trail.flush();
                default -> rareThings();
            }
        }

        private void rareThings() {
            int dice = random.nextInt(100);
            if (dice < 10) hangUp();
            else if (dice < 20) world.gateway.sessions().end(visit.id(), "revoked");
            else if (dice < 30) world.configuration = "c0ffee" + dice;
            else world.loop.run();
        }

        private void propose() {
            String number = String.valueOf(proposals++);
            Action action = chance(50) ? Samples.read(number) : Samples.update(number);
            RecordingPassage passage = new RecordingPassage();
            passage.then(verdict -> {
                waiting.remove(passage);
                heard(passage, verdict);
                if (chance(30)) propose();
            });
            if (visit.propose(action, passage) instanceof Verdict.Settled settled) {
                heard(passage, settled);
            } else {
                waiting.add(passage);
            }
        }

        /// No effect before its record.
        private void heard(RecordingPassage passage, Verdict.Settled verdict) {
            assertThat(closed)
                    .as("seed %d: nothing is heard after the end", seed)
                    .isFalse();
            if (!(verdict instanceof Verdict.Permitted permitted)) return;
            assertThat(world.trail.decided(permitted.requestId()))
                    .as("seed %d: recorded before it is let through", seed)
                    .anyMatch(decided -> decided.decision().equals(permitted.permit()));
            open.add(passage);
        }

        private void perform() {
            if (open.isEmpty()) return;
            RecordingPassage passage = open.remove(random.nextInt(open.size()));
            Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
            visit.mediator.performed(passage, Samples.outcome(ending, random.nextInt(20)));
        }

        private void progress() {
            if (open.isEmpty()) return;
            visit.mediator.progress(open.get(random.nextInt(open.size())), random.nextInt(20), 1, 100);
        }

        private void withdraw() {
            if (waiting.isEmpty()) return;
            visit.mediator.withdraw(waiting.remove(random.nextInt(waiting.size())));
        }

        private void answerHold() {
            List<HoldView> holds = world.gateway.holds().list();
            if (holds.isEmpty()) return;
            String id = holds.get(random.nextInt(holds.size())).id();
            HoldAnswer answer = chance(70)
                    ? world.gateway.holds().approve(id, "alice")
                    : world.gateway.holds().deny(id, "alice", "no");
            assertThat(answer).isIn(HoldAnswer.ACCEPTED, HoldAnswer.EXPIRED);
        }

        private void hangUp() {
            closed = true;
            visit.mediator.close();
        }

        void balance() {
            assertThat(world.authority.outstanding())
                    .as("seed %d: every reservation is settled, once", seed)
                    .isZero();
            assertThat(asked)
                    .as("seed %d: decided in the order of the calls", seed)
                    .isSorted();
            assertThat(world.count("calls.misused")).isZero();
            assertThat(world.count("holds.waiting")).isZero();
            assertThat(world.count("sessions.seats")).isZero();
            assertThat(world.connector.left()).isZero();
            assertThat(world.loop.pendingTimers()).isZero();
            assertThat(world.trail.events().getLast()).isInstanceOf(AuditEvent.SessionClosed.class);
            records();
        }

        private void records() {
            Map<String, Long> performed = world.trail.events(Performed.class).stream()
                    .collect(Collectors.groupingBy(Performed::requestId, Collectors.counting()));
            List<String> permitted = world.trail.events(Decided.class).stream()
                    .filter(decided -> decided.decision() instanceof Permit)
                    .map(Decided::requestId)
                    .toList();
            assertThat(permitted).as("seed %d", seed).doesNotHaveDuplicates().containsAll(performed.keySet());
            assertThat(performed.values()).as("seed %d: performed once", seed).allMatch(count -> count == 1);
            if (disk != Disk.FAILING) {
                assertThat(performed.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(permitted);
            }
            approvals();
            finals();
        }

        /// An approval is used by the request it was given to, and only there.
        private void approvals() {
            List<String> answered = world.trail.events(AuditEvent.HoldAnswered.class).stream()
                    .map(AuditEvent.HoldAnswered::holdId)
                    .toList();
            assertThat(answered).doesNotHaveDuplicates();
            for (State state : world.authority.asked()) {
                if (state.approval() instanceof Approval.Given given)
                    assertThat(answered).contains(given.holdId());
            }
        }

        /// Every request ends with exactly one decision that is not a hold.
        private void finals() {
            if (disk == Disk.FAILING) return;
            Map<String, Long> decisions = world.trail.events(Decided.class).stream()
                    .collect(Collectors.groupingBy(
                            Decided::requestId,
                            Collectors.summingLong(decided -> decided.decision() instanceof Hold ? 0 : 1)));
            assertThat(decisions.values()).as("seed %d", seed).allMatch(count -> count == 1);
        }
    }
}
