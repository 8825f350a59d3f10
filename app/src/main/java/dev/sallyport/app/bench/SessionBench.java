package dev.sallyport.app.bench;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// What a session costs: to open it over TLS, with a token that is verified and a role that is made for
/// it, against a log-in with SCRAM and TLS at the server itself; and to keep it. Both ways in turns.
record SessionBench(BenchStage stage, Plan plan, Progress progress) {

    /// Of each way; the median counts.
    private static final int SINGLES = 60;

    /// Far more than are opened ahead, so that making them counts.
    static final int SUSTAINED = 25 * BenchConfiguration.WARM;

    /// @param openMicros p50 of one session, directly and through the gateway
    /// @param sustainedMicros for each of many, until the last lease is destroyed
    /// @param idle kilobytes for one that stays; NaN when it could not be measured
    record Sessions(Pair openMicros, Pair sustainedMicros, double idle, List<String> notes) {
        Sessions {
            notes = List.copyOf(notes);
        }
    }

    record Pair(double direct, double gateway) {
        double ratio() {
            return gateway / direct;
        }
    }

    Sessions measure() throws IOException, SQLException, InterruptedException {
        if (!plan.warmup().isZero()) warmUp();
        Pair sustained = sustained();
        progress.step(told(SUSTAINED + " sessions opened and ended", sustained));
        Pair open = singles();
        progress.step(told("one session opened", open));
        try {
            double idle = idle();
            return new Sessions(
                    open,
                    sustained,
                    idle,
                    Double.isNaN(idle) ? List.of("what an idle session takes is only known on Linux") : List.of());
        } catch (SQLException e) {
            return new Sessions(open, sustained, Double.NaN, List.of(tooMany(e)));
        }
    }

    private String tooMany(SQLException e) {
        return "idle sessions could not be measured, try fewer than --sessions " + plan.sessions() + ": "
                + e.getMessage();
    }

    private static String told(String what, Pair pair) {
        return what + ": direct " + Math.round(pair.direct()) + " µs, gateway " + Math.round(pair.gateway()) + " µs";
    }

    private Pair singles() throws SQLException, InterruptedException, IOException {
        double[] direct = new double[SINGLES];
        double[] gateway = new double[SINGLES];
        for (int i = -SINGLES / 4; i < SINGLES; i++) {
            double one = stage.openings(Way.DIRECT, true).timeOne();
            double other = stage.openings(Way.GATEWAY, true).timeOne();
            stage.awaitQuiet();
            if (i < 0) continue; // warming up
            direct[i] = one;
            gateway[i] = other;
        }
        return new Pair(
                Spread.of(DoubleStream.of(direct)).median(),
                Spread.of(DoubleStream.of(gateway)).median());
    }

    private void warmUp() throws SQLException, InterruptedException, IOException {
        progress.step("opening sessions: warming up");
        round();
    }

    private Pair sustained() throws SQLException, InterruptedException, IOException {
        List<Pair> rounds = new ArrayList<>();
        while (rounds.size() < plan.rounds()) rounds.add(round());
        return new Pair(
                Spread.of(rounds.stream().mapToDouble(Pair::direct)).median(),
                Spread.of(rounds.stream().mapToDouble(Pair::gateway)).median());
    }

    private Pair round() throws SQLException, InterruptedException, IOException {
        return new Pair(sustained(Way.DIRECT), sustained(Way.GATEWAY));
    }

    private double sustained(Way way) throws SQLException, InterruptedException, IOException {
        long start = System.nanoTime();
        stage.openings(way, true).run(SUSTAINED, plan.clients());
        stage.awaitQuiet();
        return (System.nanoTime() - start) / 1e3 / SUSTAINED;
    }

    private double idle() throws SQLException, InterruptedException, IOException {
        OptionalLong before = stage.gatewayMemory();
        if (before.isEmpty()) return Double.NaN;
        progress.step("opening " + plan.sessions() + " sessions that do nothing");
        List<Connection> kept = stage.openings(Way.GATEWAY, false).keep(plan.sessions(), plan.clients());
        try {
            OptionalLong after = stage.gatewayMemory();
            return Stream.of(after)
                    .mapToDouble(a -> Math.max(0, a.orElse(0) - before.orElse(0)) / (double) kept.size())
                    .sum();
        } finally {
            Openings.closeAll(kept);
            stage.awaitQuiet();
        }
    }
}
