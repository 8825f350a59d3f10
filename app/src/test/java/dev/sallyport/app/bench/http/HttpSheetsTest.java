package dev.sallyport.app.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.bench.Rounds;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Way;
import dev.sallyport.app.cli.work.Bench.Figures;
import dev.sallyport.app.cli.work.Bench.Goal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSheetsTest {

    private static Run run(double perSecond, double p50) {
        return new Run(perSecond, p50, 2 * p50, 40);
    }

    private static HttpSheets sheets(double gateway, double idle) {
        Map<HttpLoad, Rounds<HttpLoad>> all = new LinkedHashMap<>();
        for (HttpLoad load : HttpLoad.all()) {
            Rounds<HttpLoad> rounds = new Rounds<>(load);
            rounds.add(
                    Map.of(Way.DIRECT, run(200, 50), Way.PEER, run(100, 80), Way.GATEWAY, run(gateway, 50 + gateway)));
            all.put(load, rounds);
        }
        return new HttpSheets(all, idle);
    }

    @Test
    void the_goals_are_nginx_a_hundred_and_fifty_microseconds_and_thirty_kilobytes() {
        assertThat(sheets(90, 30).goals()).allMatch(Goal::met);
        assertThat(sheets(79, 30).goals()).extracting(Goal::met).containsExactly(false, false, true, true);
        assertThat(sheets(151, 31).goals()).extracting(Goal::met).containsExactly(true, true, false, false);
    }

    @Test
    void what_is_compared_from_build_to_build() {
        Figures figures = sheets(90, 12.5).figures(List.of());
        assertThat(figures.ratios()).containsEntry("rps_c64_vs_nginx", 0.9).containsEntry("rps_tls_c16_vs_nginx", 0.9);
        assertThat(figures.addedMicros()).isEqualTo(90);
        assertThat(figures.idleKilobytes()).isEqualTo(12.5);
    }

    @Test
    void memory_that_nobody_tells_is_no_goal_met() {
        assertThat(sheets(90, Double.NaN).figures(List.of()).idleKilobytes()).isNull();
        assertThat(sheets(90, Double.NaN).goals().getLast().met()).isFalse();
    }
}
