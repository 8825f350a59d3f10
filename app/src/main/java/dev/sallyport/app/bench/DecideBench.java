package dev.sallyport.app.bench;

import com.sun.management.ThreadMXBean;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.Sheet;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.wiring.LimitsFrom;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Times single decisions of the contract path in this process. The module `bench` holds the same as a JMH benchmark.
record DecideBench(Plan plan, Progress progress, InstantSource clock) {

    private static final double WANTED = 5;
    private static final int BETWEEN_LOOKS = 1_000;
    private static final int SALT = 16;

    /// @param bytes allocated for each decision, its settling included
    private record Round(double p50, double p99, double bytes) {}

    Measured measure() throws IOException, ConfigurationException {
        String before = Machine.load();
        List<DecideCase> cases = DecideCase.all(doors(), clock.instant());
        progress.step("warming up for " + plan.warmup().toSeconds() + " s");
        for (DecideCase each : cases) round(each, plan.warmup().dividedBy(cases.size()));
        List<List<String>> rows = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (DecideCase each : cases) {
            List<Round> rounds = rounds(each, plan.round().dividedBy(cases.size()));
            Spread p50 = Spread.of(rounds.stream().mapToDouble(Round::p50));
            Spread p99 = Spread.of(rounds.stream().mapToDouble(Round::p99));
            Spread bytes = Spread.of(rounds.stream().mapToDouble(Round::bytes));
            rows.add(List.of(each.name(), p50.showAll("%.2f"), p99.showAll("%.2f"), bytes.show("%.0f")));
            goals.add(
                    new Goal("decide, median, " + each.name(), "≤ 5 µs", p50.show("%.2f µs"), p50.median() <= WANTED));
        }
        Sheet sheet = new Sheet("one decision", List.of("asked for", "p50 µs", "p99 µs", "bytes"), rows);
        return new Measured(conditions(before), List.of(sheet), goals);
    }

    private List<Round> rounds(DecideCase each, Duration length) {
        progress.step("deciding: " + each.name());
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) rounds.add(round(each, length));
        return rounds;
    }

    private static Round round(DecideCase each, Duration length) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Histogram times = new Histogram();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long end = System.nanoTime() + length.toNanos();
        int turn = 0;
        do {
            for (int i = 0; i < BETWEEN_LOOKS; i++) times.add(each.time(turn++ & Integer.MAX_VALUE));
        } while (System.nanoTime() - end < 0);
        double bytes = (double) (thread.getCurrentThreadAllocatedBytes() - allocated) / times.total();
        return new Round(times.percentile(50), times.percentile(99), bytes);
    }

    /// The rules come through the configuration, as a gateway's do.
    private PolicyDecisionPoint doors() throws IOException, ConfigurationException {
        try (DemoFolder folder = DemoFolder.create()) {
            folder.writeCertificate();
            folder.writePrivate("bench-admin", "nobody:nothing");
            folder.writePrivate("sallyport.yaml", BenchConfiguration.yaml("https://issuer.example", 5432));
            Loaded loaded = new ConfigurationFile(
                            FileGuard.ofThisProcess(), Map.of(), RealGrammars.all(), List.of(new RoomChecks()), clock)
                    .load(folder.configuration())
                    .orThrow();
            return new PolicyDecisionPoint(
                    loaded.rules(), new Counters(new byte[SALT], LimitsFrom.counters(loaded.configuration())));
        }
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "load average " + before + " before, " + Machine.load() + " after",
                "one thread, each decision timed alone, reading the clock included; bytes include settling",
                plan.rounds() + " rounds of " + plan.round().toSeconds() + " s for all three, after "
                        + plan.warmup().toSeconds() + " s, median (lowest–highest)");
    }
}
