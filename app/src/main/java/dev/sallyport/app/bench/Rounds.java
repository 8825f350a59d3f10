package dev.sallyport.app.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// What one kind of load gave, round by round. Ratios and differences are taken within a round.
public record Rounds<C>(C cell, List<Map<Way, Run>> runs) {

    public Rounds(C cell) {
        this(cell, new ArrayList<>());
    }

    public void add(Map<Way, Run> round) {
        runs.add(new EnumMap<>(round));
    }

    public boolean has(Way way) {
        return runs.stream().anyMatch(round -> round.containsKey(way));
    }

    public Spread figure(Way way, ToDoubleFunction<Run> figure) {
        return Spread.of(runs.stream()
                .filter(round -> round.containsKey(way))
                .mapToDouble(round -> figure.applyAsDouble(round.get(way))));
    }

    /// Of the gateway's run and another's of the same round.
    public Spread compared(Way other, ToDoubleBiFunction<Run, Run> figure) {
        return Spread.of(runs.stream()
                .filter(round -> round.containsKey(Way.GATEWAY) && round.containsKey(other))
                .mapToDouble(round -> figure.applyAsDouble(round.get(Way.GATEWAY), round.get(other))));
    }

    public Spread throughput(Way other) {
        return compared(other, (gateway, without) -> gateway.perSecond() / without.perSecond());
    }

    /// As a row: load, way, per second, p50, p99, processor time.
    ///
    /// @param peer as [Way#shown] wants it
    public List<String> medians(Way way, String peer) {
        return List.of(
                cell.toString(),
                way.shown(peer),
                figure(way, Run::perSecond).show("%.0f"),
                figure(way, Run::p50).show("%.0f"),
                figure(way, Run::p99).show("%.0f"),
                figure(way, Run::cpu).show("%.1f"));
    }
}
