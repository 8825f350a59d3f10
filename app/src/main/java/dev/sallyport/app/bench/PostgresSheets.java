package dev.sallyport.app.bench;

import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Sheet;
import java.util.ArrayList;
import java.util.List;

/// The figures of all cells as tables, and what was aimed at.
record PostgresSheets(List<Rounds<Cell>> all) {

    static final String PEER = "PgBouncer";
    private static final double WANTED = 0.8;

    List<Sheet> sheets() {
        return List.of(ratios(), latencies(), figures());
    }

    private Sheet ratios() {
        List<List<String>> rows = all.stream()
                .map(rounds -> List.of(
                        rounds.cell().toString(),
                        rounds.throughput(Way.DIRECT).showAll("%.2f"),
                        rounds.throughput(Way.PEER).showAll("%.2f")))
                .toList();
        return new Sheet("throughput of the gateway", List.of("load", "to direct", "to PgBouncer"), rows);
    }

    private Sheet latencies() {
        List<List<String>> rows = new ArrayList<>();
        for (Rounds<Cell> rounds : all) {
            for (Way way : List.of(Way.DIRECT, Way.PEER)) {
                if (rounds.has(way)) rows.add(added(rounds, way));
            }
        }
        return new Sheet("latency that the gateway adds, µs", List.of("load", "to", "p50", "p99"), rows);
    }

    private static List<String> added(Rounds<Cell> rounds, Way way) {
        return List.of(
                rounds.cell().toString(),
                way.shown(PEER),
                rounds.compared(way, (gateway, without) -> gateway.p50() - without.p50())
                        .show("%+.0f"),
                rounds.compared(way, (gateway, without) -> gateway.p99() - without.p99())
                        .show("%+.0f"));
    }

    private Sheet figures() {
        List<List<String>> rows = new ArrayList<>();
        for (Rounds<Cell> rounds : all) {
            for (Way way : Way.values()) {
                if (rounds.has(way)) rows.add(rounds.medians(way, PEER));
            }
        }
        return new Sheet("medians", List.of("load", "way", "per second", "p50 µs", "p99 µs", "CPU µs/statement"), rows);
    }

    /// Only against PgBouncer: against the bare server the ratio says more about the server.
    List<Goal> goals() {
        return all.stream()
                .filter(rounds -> !rounds.cell().tls() && rounds.cell().clients() > 1)
                .filter(rounds -> rounds.has(Way.PEER))
                .map(PostgresSheets::goal)
                .toList();
    }

    private static Goal goal(Rounds<Cell> rounds) {
        Spread found = rounds.throughput(Way.PEER);
        return new Goal(
                "throughput to PgBouncer, " + rounds.cell(),
                "≥ " + WANTED,
                found.showAll("%.2f"),
                found.median() >= WANTED);
    }
}
