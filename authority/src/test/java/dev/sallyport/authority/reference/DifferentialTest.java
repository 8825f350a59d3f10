package dev.sallyport.authority.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.authority.reference.ReferenceAuthority.Answer;
import dev.sallyport.authority.reference.ReferenceAuthority.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The doors and the slow ones decide 100,000 cases in thousands of small histories alike: verdict,
/// rule, row limit and what is counted afterwards.
class DifferentialTest {

    private static final int WORLDS = 3_400;
    private static final int STEPS = 30;

    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    @Test
    @Timeout(120)
    void bothDecideAlike() {
        for (long seed = 0; seed < WORLDS; seed++) compare(seed);
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(100_000);
        // a generator that only ever denies would prove little
        assertThat(seen.get(Kind.PERMIT)).isGreaterThan(WORLDS * STEPS / 10);
        assertThat(seen.get(Kind.DENY)).isGreaterThan(WORLDS * STEPS / 10);
        assertThat(seen.get(Kind.HOLD)).isGreaterThan(WORLDS);
    }

    private void compare(long seed) {
        World world = new World(seed);
        ReferenceAuthority reference = new ReferenceAuthority(world.rules);
        for (int step = 0; step < STEPS; step++) {
            if (!world.running.isEmpty() && world.random().nextBoolean()) settle(world, reference);
            decide(world, reference, "seed " + seed + " step " + step);
            world.passTime();
        }
    }

    private void decide(World world, ReferenceAuthority reference, String where) {
        Action action = world.generated.action();
        State state = world.state(world.anySession(), action);
        Answer expected = reference.decide(action, state);
        Decision decision = world.doors.decide(action, state);
        Answer actual = answer(decision, expected.permit());
        assertThat(actual).as("%s%n%s%n%s", where, action, world.rules).isEqualTo(expected);
        seen.merge(expected.kind(), 1, Integer::sum);
        if (decision instanceof Permit permit) {
            world.running.add(new World.Running(action, state, permit, expected.permit()));
        }
        assertThat(world.counters.usage(state.now()))
                .as("%s%n%s%n%s", where, action, world.rules)
                .isEqualTo(usage(reference, world));
    }

    private static Answer answer(Decision decision, int permit) {
        return switch (decision) {
            case Permit p -> new Answer(Kind.PERMIT, p.rule(), p.limits().records(), permit);
            case Deny deny -> new Answer(Kind.DENY, deny.rule());
            case Hold hold -> new Answer(Kind.HOLD, hold.rule());
            case Contain contain -> throw new AssertionError("nothing contains yet: " + contain.rule());
        };
    }

    private static void settle(World world, ReferenceAuthority reference) {
        World.Running running = world.running.remove(world.random().nextInt(world.running.size()));
        Outcome outcome = world.generated.outcome(running.permit().limits().records());
        world.doors.settle(running.action(), running.permit(), outcome, running.state());
        reference.settle(running.reference(), outcome);
    }

    private static Map<String, Long> usage(ReferenceAuthority reference, World world) {
        Map<String, Long> usage = new TreeMap<>();
        long minute = Math.floorDiv(world.now.getEpochSecond(), 60);
        for (Book.Entry entry : reference.book.entries) {
            long used = reference.book.used(entry.counter, minute);
            if (used > 0) usage.put(name(entry.counter), used);
        }
        return usage;
    }

    private static String name(Book.Counter counter) {
        return switch (counter.scale()) {
            case SESSION -> "session|" + counter.owner() + "|" + counter.resource() + "|" + counter.verb();
            case TASK -> "task|" + counter.owner() + "|" + counter.resource() + "|" + counter.verb();
            case WORKLOAD -> "workload|" + counter.owner() + "|" + counter.resource() + "|" + counter.verb();
            case CEILING -> "ceiling|" + counter.resource();
        };
    }
}
