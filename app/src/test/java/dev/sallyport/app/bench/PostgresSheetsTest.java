package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresSheetsTest {

    private static final Cell EIGHT = new Cell("prepared", 8, false);

    private static Run run(double perSecond) {
        return new Run(perSecond, 100, 200, 30);
    }

    private static Rounds<Cell> rounds(Cell cell, double gateway, double pgbouncer) {
        Rounds<Cell> rounds = new Rounds<>(cell);
        rounds.add(Map.of(Way.DIRECT, run(200), Way.PEER, run(pgbouncer), Way.GATEWAY, run(gateway)));
        return rounds;
    }

    @Test
    void a_ratio_is_taken_within_a_round() {
        Rounds<Cell> rounds = rounds(EIGHT, 80, 100);
        rounds.add(Map.of(Way.PEER, run(10), Way.GATEWAY, run(8)));
        assertThat(rounds.throughput(Way.PEER)).isEqualTo(new Spread(0.8, 0.8, 0.8));
    }

    @Test
    void the_goal_is_eight_tenths_of_pgbouncer() {
        assertThat(new PostgresSheets(List.of(rounds(EIGHT, 80, 100))).goals())
                .singleElement()
                .satisfies(goal -> assertThat(goal.met()).isTrue());
        assertThat(new PostgresSheets(List.of(rounds(EIGHT, 79, 100))).goals())
                .singleElement()
                .satisfies(goal -> assertThat(goal.met()).isFalse());
    }

    @Test
    void without_pgbouncer_there_is_no_goal_to_meet() {
        Rounds<Cell> rounds = new Rounds<>(EIGHT);
        rounds.add(Map.of(Way.DIRECT, run(200), Way.GATEWAY, run(150)));
        PostgresSheets sheets = new PostgresSheets(List.of(rounds));
        assertThat(sheets.goals()).isEmpty();
        assertThat(sheets.sheets().getFirst().rows())
                .containsExactly(List.of(EIGHT.toString(), "0.75 (0.75–0.75)", "–"));
    }

    @Test
    void with_one_client_or_with_tls_nothing_is_promised() {
        List<Rounds<Cell>> all =
                List.of(rounds(new Cell("prepared", 1, false), 1, 100), rounds(new Cell("prepared", 8, true), 1, 100));
        assertThat(new PostgresSheets(all).goals()).isEmpty();
    }
}
