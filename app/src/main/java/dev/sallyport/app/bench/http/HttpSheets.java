package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.Rounds;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Spread;
import dev.sallyport.app.bench.Way;
import dev.sallyport.app.cli.work.Bench.Figures;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The figures as tables, what was aimed at, and the few that are compared from build to build.
///
/// @param all of each load
/// @param idle kilobytes for a session in which nothing happens; NaN when it could not be measured
record HttpSheets(Map<HttpLoad, Rounds<HttpLoad>> all, double idle) {

    static final String PEER = "nginx";
    private static final double MANY = 0.8;
    private static final double SECURE = 0.9;
    private static final double ADDED = 150;
    private static final double IDLE = 30;

    List<Sheet> sheets() {
        List<List<String>> ratios = new ArrayList<>();
        List<List<String>> medians = new ArrayList<>();
        for (Rounds<HttpLoad> rounds : all.values()) {
            ratios.add(List.of(
                    rounds.cell().toString(),
                    rounds.throughput(Way.PEER).showAll("%.2f"),
                    added(rounds, Way.PEER).show("%+.0f"),
                    added(rounds, Way.DIRECT).show("%+.0f")));
            for (Way way : Way.values()) if (rounds.has(way)) medians.add(rounds.medians(way, PEER));
        }
        return List.of(
                new Sheet(
                        "the gateway",
                        List.of("load", "throughput to nginx", "p50 added to nginx, µs", "p50 added to direct, µs"),
                        ratios),
                new Sheet(
                        "medians",
                        List.of("load", "way", "per second", "p50 µs", "p99 µs", "CPU µs/request"),
                        medians));
    }

    private static Spread added(Rounds<HttpLoad> rounds, Way way) {
        return rounds.compared(way, (gateway, without) -> gateway.p50() - without.p50());
    }

    List<Goal> goals() {
        Spread added = added(rounds(HttpLoad.ONE), Way.DIRECT);
        return List.of(
                goal(HttpLoad.MANY, MANY),
                goal(HttpLoad.SECURE, SECURE),
                new Goal("p50 added, one connection", "≤ 150 µs", added.showAll("%.0f µs"), added.median() <= ADDED),
                new Goal("an idle session", "≤ 30 KB", Spread.one(idle).show("%.1f KB"), idle <= IDLE));
    }

    private Goal goal(HttpLoad load, double wanted) {
        Spread found = rounds(load).throughput(Way.PEER);
        return new Goal("throughput to nginx, " + load, "≥ " + wanted, found.showAll("%.2f"), found.median() >= wanted);
    }

    private Rounds<HttpLoad> rounds(HttpLoad load) {
        return all.getOrDefault(load, new Rounds<>(load));
    }

    Figures figures(List<String> notes) {
        Map<String, @Nullable Double> ratios = new TreeMap<>();
        ratios.put("rps_c64_vs_nginx", known(rounds(HttpLoad.MANY).throughput(Way.PEER)));
        ratios.put("rps_tls_c16_vs_nginx", known(rounds(HttpLoad.SECURE).throughput(Way.PEER)));
        return new Figures(
                ratios,
                known(added(rounds(HttpLoad.ONE), Way.DIRECT)),
                known(rounds(HttpLoad.MANY).figure(Way.GATEWAY, Run::cpu)),
                known(Spread.one(idle)),
                notes);
    }

    private static @Nullable Double known(Spread spread) {
        return spread.known() ? spread.median() : null;
    }
}
