package dev.sallyport.app.bench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Bench.Goal;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LlmFiguresTest {

    private static LlmFigures figures(double first, double later) {
        Streamed direct = new Streamed(5000, List.of(100.0, 100.0));
        Streamed gateway = new Streamed(5000 + first, List.of(100.0, 100.0 + later));
        return new LlmFigures(List.of(new LlmRound(List.of(direct), List.of(gateway))));
    }

    @Test
    void no_token_is_a_millisecond_late() {
        assertThat(figures(1000, 1000).goals()).allMatch(Goal::met);
        assertThat(figures(1001, 0).goals()).extracting(Goal::met).containsExactly(false, true, true);
        assertThat(figures(0, 1001).goals()).extracting(Goal::met).containsExactly(true, false, false);
    }

    @Test
    void the_first_token_is_compared_from_build_to_build() {
        assertThat(figures(345, 0).figures().addedMicros()).isEqualTo(345);
    }

    @Test
    @Timeout(60)
    void a_stream_tells_when_each_token_was_sent() throws Exception {
        try (PacedModel model = new PacedModel();
                HttpClient client = HttpClient.newHttpClient()) {
            Streamed streamed = Streamed.from(client, "http://127.0.0.1:" + model.port(), "no key is asked for");
            assertThat(streamed.ways()).hasSize(PacedModel.TOKENS).allMatch(way -> way > 0);
            assertThat(streamed.first()).isGreaterThan(streamed.ways().getFirst());
        }
    }
}
