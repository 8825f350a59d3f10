package dev.sallyport.app.bench.llm;

import dev.sallyport.app.bench.Spread;
import dev.sallyport.app.cli.work.Bench.Figures;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Sheet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// What the rounds gave.
record LlmFigures(List<LlmRound> rounds) {

    private static final double WANTED = 1000;

    private static DoubleStream first(Streamed streamed) {
        return DoubleStream.of(streamed.first());
    }

    private static DoubleStream later(Streamed streamed) {
        return streamed.ways().stream().skip(1).mapToDouble(Double::doubleValue);
    }

    List<Sheet> sheets() {
        return List.of(new Sheet(
                "streams of a model, µs",
                List.of("what", "direct p50", "gateway p50", "added p50", "added p99"),
                List.of(
                        row("the first token, after the request", LlmFigures::first),
                        row("a later token on its way", LlmFigures::later))));
    }

    private List<String> row(String what, Function<Streamed, DoubleStream> figure) {
        return List.of(
                what,
                of(round -> LlmRound.percentile(round.direct(), 50, figure)).show("%.0f"),
                of(round -> LlmRound.percentile(round.gateway(), 50, figure)).show("%.0f"),
                added(50, figure).showAll("%+.0f"),
                added(99, figure).showAll("%+.0f"));
    }

    private Spread added(int percent, Function<Streamed, DoubleStream> figure) {
        return of(round -> round.added(percent, figure));
    }

    private Spread of(Function<LlmRound, Double> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure::apply));
    }

    /// Text that was kept back until more came would be late by a token's pace.
    List<Goal> goals() {
        return List.of(
                goal("the first token delayed, p50", added(50, LlmFigures::first)),
                goal("a later token delayed, p50", added(50, LlmFigures::later)),
                goal("a later token delayed, p99", added(99, LlmFigures::later)));
    }

    private static Goal goal(String name, Spread found) {
        return new Goal(name, "≤ 1000 µs", found.showAll("%.0f µs"), found.median() <= WANTED);
    }

    Figures figures() {
        Spread first = added(50, LlmFigures::first);
        return new Figures(Map.of(), first.known() ? first.median() : null, null, null, List.of());
    }
}
