package dev.sallyport.app.bench.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.bench.Rounds;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Way;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoadTest {

    @Test
    @Timeout(60)
    void clients_call_the_tool_until_the_time_is_over() throws Exception {
        try (ToolServer server = new ToolServer();
                HttpClient client = HttpClient.newHttpClient()) {
            Caller caller = new Caller(client, URI.create("http://127.0.0.1:" + server.port() + "/mcp"), "any");
            Run run = new Load(caller, 2, Duration.ofMillis(200)).run(null);
            assertThat(run.perSecond()).isPositive();
            assertThat(run.p99()).isGreaterThanOrEqualTo(run.p50());
            assertThat(run.cpu()).isNaN();
        }
    }

    @Test
    void the_goal_is_what_one_client_waits_longer() {
        Rounds<Integer> one = new Rounds<>(1);
        one.add(Map.of(Way.DIRECT, new Run(100, 200, 300, Double.NaN), Way.GATEWAY, new Run(50, 1201, 1300, 90)));
        McpFigures figures = new McpFigures(List.of(one));
        assertThat(figures.goals())
                .singleElement()
                .satisfies(goal -> assertThat(goal.met()).isFalse());
        assertThat(figures.figures().ratios()).containsEntry("calls_c1_vs_direct", 0.5);
        assertThat(figures.figures().addedMicros()).isEqualTo(1001);
    }
}
