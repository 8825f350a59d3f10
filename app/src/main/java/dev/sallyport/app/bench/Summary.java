package dev.sallyport.app.bench;

import dev.sallyport.app.bench.SessionBench.Sessions;
import dev.sallyport.app.cli.work.Bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The few figures that are compared from one build to the next.
record Summary(List<Rounds<Cell>> all, Sessions sessions, int clients) {

    static final String NO_POOLER = "PgBouncer was not found, so nothing is compared with it";

    Figures figures() {
        Map<String, @Nullable Double> ratios = new TreeMap<>();
        ratios.put("tps_simple_c8_vs_pgbouncer", throughput("simple"));
        ratios.put("tps_prepared_c8_vs_pgbouncer", throughput("prepared"));
        ratios.put("open_tls_vs_direct", known(sessions.openMicros().ratio()));
        ratios.put(
                "open_tls_sustained_vs_direct", known(sessions.sustainedMicros().ratio()));
        return new Figures(
                ratios,
                known(median(
                        1,
                        rounds -> rounds.compared(Way.DIRECT, (with, without) -> with.p50() - without.p50())
                                .median())),
                known(median(
                        clients, rounds -> rounds.figure(Way.GATEWAY, Run::cpu).median())),
                known(sessions.idle()),
                notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(sessions.notes());
        if (all.stream().noneMatch(rounds -> rounds.has(Way.PEER))) notes.add(NO_POOLER);
        if (clients != 8) notes.add("c8 stands for " + clients + " clients here");
        return notes;
    }

    private @Nullable Double throughput(String protocol) {
        return known(find(protocol, clients)
                .map(rounds -> rounds.throughput(Way.PEER).median())
                .orElse(Double.NaN));
    }

    private double median(int of, ToDoubleFunction<Rounds<Cell>> figure) {
        return find("prepared", of).map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private Optional<Rounds<Cell>> find(String protocol, int of) {
        return all.stream()
                .filter(rounds -> rounds.cell().equals(new Cell(protocol, of, false)))
                .findFirst();
    }

    private static @Nullable Double known(double figure) {
        return Double.isFinite(figure) ? figure : null;
    }
}
