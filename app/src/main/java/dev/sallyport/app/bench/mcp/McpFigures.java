package dev.sallyport.app.bench.mcp;

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

/// What the rounds gave, by the number of clients.
record McpFigures(List<Rounds<Integer>> all) {

    private static final double ADDED = 1000;

    List<Sheet> sheets() {
        List<List<String>> rows = new ArrayList<>();
        for (Rounds<Integer> rounds : all) {
            for (Way way : List.of(Way.DIRECT, Way.GATEWAY)) rows.add(row(rounds, way));
        }
        return List.of(new Sheet(
                "calls of a tool",
                List.of("clients", "way", "per second", "p50 µs", "p99 µs", "CPU µs/call", "to direct"),
                rows));
    }

    private static List<String> row(Rounds<Integer> rounds, Way way) {
        List<String> row = new ArrayList<>(rounds.medians(way, ""));
        row.add(way == Way.GATEWAY ? rounds.throughput(Way.DIRECT).showAll("%.2f") : "–");
        return row;
    }

    /// A call costs a model's turn, which takes a second or more.
    List<Goal> goals() {
        Spread added = added();
        return List.of(new Goal(
                "p50 added to a call, one client", "≤ 1000 µs", added.showAll("%.0f µs"), added.median() <= ADDED));
    }

    private Spread added() {
        return all.getLast().compared(Way.DIRECT, (gateway, direct) -> gateway.p50() - direct.p50());
    }

    Figures figures() {
        Map<String, @Nullable Double> ratios = new TreeMap<>();
        for (Rounds<Integer> rounds : all) {
            Spread found = rounds.throughput(Way.DIRECT);
            ratios.put("calls_c" + rounds.cell() + "_vs_direct", found.known() ? found.median() : null);
        }
        Spread cpu = all.getFirst().figure(Way.GATEWAY, Run::cpu);
        return new Figures(
                ratios, added().known() ? added().median() : null, cpu.known() ? cpu.median() : null, null, List.of());
    }
}
