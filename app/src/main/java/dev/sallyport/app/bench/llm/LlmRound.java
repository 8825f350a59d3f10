package dev.sallyport.app.bench.llm;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// The streams of one round.
record LlmRound(List<Streamed> direct, List<Streamed> gateway) {

    /// What the gateway adds at this rank, in microseconds.
    double added(int percent, Function<Streamed, DoubleStream> figure) {
        return percentile(gateway, percent, figure) - percentile(direct, percent, figure);
    }

    /// @param percent from 0 to 99
    static double percentile(List<Streamed> streams, int percent, Function<Streamed, DoubleStream> figure) {
        double[] sorted = streams.stream().flatMapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((long) sorted.length * percent / 100)];
    }
}
