package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.bench.SessionBench.Pair;
import dev.sallyport.app.bench.SessionBench.Sessions;
import dev.sallyport.app.cli.work.Bench.Figures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The figures that are compared from build to build: each from where it should come, none made up.
class SummaryTest {

    private static final Sessions SESSIONS = new Sessions(new Pair(2000, 5000), new Pair(1000, 4000), 33.3, List.of());

    private static Run run(double perSecond, double p50) {
        return new Run(perSecond, p50, 2 * p50, p50 / 10);
    }

    private static Rounds<Cell> rounds(String protocol, int clients, Map<Way, Run> round) {
        Rounds<Cell> rounds = new Rounds<>(new Cell(protocol, clients, false));
        rounds.add(round);
        return rounds;
    }

    private static Map<Way, Run> three(double gateway) {
        return Map.of(Way.DIRECT, run(200, 50), Way.PEER, run(100, 80), Way.GATEWAY, run(gateway, 100 + gateway));
    }

    private static final List<Rounds<Cell>> ALL = List.of(
            rounds("prepared", 8, three(83)),
            rounds("simple", 8, three(74)),
            rounds("prepared", 1, three(20)),
            rounds("simple", 1, three(1)));

    @Test
    void every_figure_is_of_its_own_cell() {
        Figures figures = new Summary(ALL, SESSIONS, 8).figures();
        assertThat(figures.ratios())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "tps_simple_c8_vs_pgbouncer", 0.74,
                        "tps_prepared_c8_vs_pgbouncer", 0.83,
                        "open_tls_vs_direct", 2.5,
                        "open_tls_sustained_vs_direct", 4.0));
        assertThat(figures.addedMicros()).isEqualTo(70.0);
        assertThat(figures.cpuMicros()).isEqualTo(18.3);
        assertThat(figures.idleKilobytes()).isEqualTo(33.3);
        assertThat(figures.notes()).isEmpty();
    }

    @Test
    void what_was_not_measured_is_null_and_told() {
        Map<Way, Run> two = Map.of(Way.DIRECT, run(200, 50), Way.GATEWAY, run(150, 120));
        Sessions blind = new Sessions(new Pair(1, 1), new Pair(1, 1), Double.NaN, List.of("nobody tells"));
        Figures figures = new Summary(List.of(rounds("prepared", 8, two)), blind, 8).figures();
        assertThat(figures.ratios())
                .containsEntry("tps_simple_c8_vs_pgbouncer", null)
                .containsEntry("tps_prepared_c8_vs_pgbouncer", null);
        assertThat(figures.addedMicros()).isNull();
        assertThat(figures.idleKilobytes()).isNull();
        assertThat(figures.notes()).containsExactly("nobody tells", Summary.NO_POOLER);
    }
}
