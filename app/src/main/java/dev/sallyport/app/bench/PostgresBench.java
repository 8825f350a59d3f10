package dev.sallyport.app.bench;

import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// pgbench directly, through PgBouncer and through the gateway, in turns.
record PostgresBench(Plan plan, Progress progress, InstantSource clock) {

    private static final String INSTALL =
            "PgBouncer was not found, so nothing is compared with it: install it (Debian, Ubuntu: apt-get install pgbouncer;"
                    + " its own service need not run)";

    /// Of a warm-up.
    private static final Duration SPELL = Duration.ofSeconds(10);

    Measured measure() throws CommandFailure, IOException, SQLException, InterruptedException {
        String before = Machine.load();
        try (Farewell _ = Farewell.toThisThread();
                BenchStage stage = BenchStage.set(plan.sessions(), progress, clock)) {
            if (!stage.pools()) progress.step(INSTALL);
            List<Rounds<Cell>> all = new ArrayList<>();
            for (Cell cell : Cell.all(plan.clients())) all.add(measure(stage, cell));
            PostgresSheets sheets = new PostgresSheets(all);
            SessionBench.Sessions sessions = new SessionBench(stage, plan, progress).measure();
            return new Measured(
                    conditions(stage, before),
                    sheets.sheets(),
                    sheets.goals(),
                    new Summary(all, sessions, plan.clients()).figures());
        }
    }

    private Rounds<Cell> measure(BenchStage stage, Cell cell) throws IOException, InterruptedException {
        if (!plan.warmup().isZero() && (cell.clients() > 1 || plan.clients() == 1)) {
            progress.step(cell + ": warming up for " + plan.warmup().toSeconds() + " s");
            warmUp(stage, cell);
        }
        Rounds<Cell> rounds = new Rounds<>(cell);
        for (int round = 1; round <= plan.rounds(); round++) {
            rounds.add(round(stage, cell, round));
            progress.step(cell + ": round " + round + " of " + plan.rounds() + ", " + told(rounds));
        }
        return rounds;
    }

    /// With clients that come and go: the second who comes makes the JVM compile much of it once more.
    private void warmUp(BenchStage stage, Cell cell) throws IOException, InterruptedException {
        for (Duration left = plan.warmup(); left.isPositive(); left = left.minus(SPELL)) {
            stage.run(cell, Way.GATEWAY, left.compareTo(SPELL) < 0 ? left : SPELL);
        }
    }

    /// Another one begins in each round, so that none is always the first.
    private Map<Way, Run> round(BenchStage stage, Cell cell, int round) throws IOException, InterruptedException {
        List<Way> ways = new ArrayList<>(stage.ways(cell));
        Collections.rotate(ways, round);
        Map<Way, Run> runs = new EnumMap<>(Way.class);
        for (Way way : ways) runs.put(way, stage.run(cell, way, plan.round()));
        return runs;
    }

    private static String told(Rounds<Cell> rounds) {
        StringBuilder told = new StringBuilder();
        for (Way way : Way.values()) {
            Run run = rounds.runs().getLast().get(way);
            if (run == null) continue;
            if (!told.isEmpty()) told.append(", ");
            told.append(way.shown(PostgresSheets.PEER))
                    .append(' ')
                    .append(Math.round(run.perSecond()))
                    .append("/s");
        }
        return told.toString();
    }

    private List<String> conditions(BenchStage stage, String before) throws SQLException {
        List<String> conditions = new ArrayList<>();
        conditions.add(Machine.description());
        conditions.add("everything on this machine, on loopback; load average " + before + " before, " + Machine.load()
                + " after");
        conditions.add("PGSSLMODE=disable (rows with TLS: require), no TLS to the server, PostgreSQL "
                + stage.serverVersion() + ", pgbench scale " + BenchConfiguration.SCALE
                + ", one keyed read for each transaction");
        conditions.add("the gateway: decisions with all limits counted, trail written before each read, as delivered");
        conditions.add(plan.rounds() + " rounds of " + plan.round().toSeconds() + " s in turns after "
                + plan.warmup().toSeconds() + " s, median (lowest–highest)");
        conditions.add("sessions opened: TLS from the client both ways, " + BenchConfiguration.WARM + " opened ahead, "
                + SessionBench.SUSTAINED + " back to back by "
                + plan.clients() + " threads until the last lease is destroyed; " + plan.sessions()
                + " idle ones without TLS: heap after a garbage collection and all memory beside it");
        if (!stage.pools()) conditions.add(INSTALL);
        return conditions;
    }
}
