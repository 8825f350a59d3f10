package dev.sallyport.app.bench.intent;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.bench.Machine;
import dev.sallyport.app.bench.Spread;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.Sheet;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.session.IntentDoor;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.authority.rules.Contract.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Times the engine's part of decisions, by the length of the conversation before them.
public record IntentBench(Plan plan, Progress progress, InstantSource clock) {

    private static final List<Integer> ANSWERS = List.of(0, 10, 50, 250);
    private static final double WANTED = 1_000;
    private static final double WANTED_AT_WORST = 5_000;
    private static final long HOUR = 3_600;

    /// In microseconds.
    private record Round(double p50, double p99) {

        static Round of(LongStream nanos) {
            long[] sorted = nanos.sorted().toArray();
            return new Round(at(sorted, 50), at(sorted, 99));
        }

        private static double at(long[] sorted, int percent) {
            return sorted[sorted.length * percent / 100] / 1e3;
        }
    }

    public Measured measure() {
        String before = Machine.load();
        IntentEngine engine = IntentEngine.shipped();
        IntentDoor door = new IntentDoor(() -> engine, Judge.NONE);
        Session session = session(clock.instant());
        List<List<String>> rows = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (int answers : ANSWERS) {
            progress.step("deciding behind " + answers + " answers");
            List<Round> rounds = rounds(door, session, new Talk(answers));
            Spread p50 = Spread.of(rounds.stream().mapToDouble(Round::p50));
            Spread p99 = Spread.of(rounds.stream().mapToDouble(Round::p99));
            rows.add(List.of(String.valueOf(answers), p50.showAll("%.0f"), p99.showAll("%.0f")));
            goals.add(goal(answers, "p50", p50, WANTED));
            goals.add(goal(answers, "p99", p99, WANTED_AT_WORST));
        }
        Sheet sheet = new Sheet("one judgement", List.of("answers before it", "p50 µs", "p99 µs"), rows);
        return new Measured(conditions(before), List.of(sheet), goals);
    }

    private static Goal goal(int answers, String which, Spread found, double wanted) {
        return new Goal(
                which + " behind " + answers + " answers",
                "≤ %.0f µs".formatted(wanted),
                found.show("%.0f µs"),
                found.median() <= wanted);
    }

    private List<Round> rounds(IntentDoor door, Session session, Talk talk) {
        round(door, session, talk, plan.warmup().dividedBy(ANSWERS.size()));
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++)
            rounds.add(round(door, session, talk, plan.round().dividedBy(ANSWERS.size())));
        return rounds;
    }

    private static Round round(IntentDoor door, Session session, Talk talk, Duration length) {
        LongStream.Builder times = LongStream.builder();
        long end = System.nanoTime() + length.toNanos();
        do {
            State state = new State(session, talk.context(), session.openedAt(), Approval.None.NONE);
            times.add(time(door, talk.action(), state));
            talk.move();
        } while (System.nanoTime() - end < 0);
        return Round.of(times.build());
    }

    private static long time(IntentDoor door, Action action, State state) {
        long from = System.nanoTime();
        door.homework(Intent.DENY, null, action, state).ifPresent(Runnable::run);
        boolean judged = door.intention(Intent.DENY, null, action, state).isPresent();
        long took = System.nanoTime() - from;
        if (!judged) throw new IllegalStateException("the engine had nothing to say");
        return took;
    }

    private static Session session(Instant now) {
        Instant end = now.plusSeconds(HOUR);
        return new Session(
                "bench",
                new Workload("bench-pods", "agent", "bench", new TreeMap<>(), end),
                List.of(),
                "desk",
                new Purpose("tickets", "Look after the open tickets, one after the other.", Purpose.Declarer.RULE),
                new Access("bench", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, end),
                now,
                end);
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "load average " + before + " before, " + Machine.load() + " after",
                "one thread, each judgement timed alone: the context read, the call judged, the judgement found",
                "answers of about 1,000 characters, never the same twice; for each decision one is new",
                plan.rounds() + " rounds of " + plan.round().toSeconds() + " s for all, after "
                        + plan.warmup().toSeconds() + " s, median (lowest–highest)");
    }
}
