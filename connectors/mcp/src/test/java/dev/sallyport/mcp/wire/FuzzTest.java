package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.Speech;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Distorted messages from both sides, bounded in time: whatever comes, the answer is one that a client
/// can read, what reaches the server was permitted, and what reaches the agent is a message.
/// `-Dsallyport.seed=17` repeats one round; `-Dsallyport.fuzz.seconds=600` goes on for longer.
class FuzzTest {

    private static final long SECONDS = Long.getLong("sallyport.fuzz.seconds", 8);
    private static final List<String> REQUESTS = List.of(
            "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'get_ticket','arguments':{'id':201,'note':'x'}}}",
            "{'jsonrpc':'2.0','id':'a','method':'resources/read','params':{'uri':'ticket://1'}}",
            "[{'jsonrpc':'2.0','id':1,'method':'ping'},{'jsonrpc':'2.0','method':'notifications/initialized'}]",
            "{'jsonrpc':'2.0','id':3,'result':{'action':'accept','content':{}}}",
            "{'jsonrpc':'2.0','id':9,'method':'tools/list','params':{'_meta':{'progressToken':1}}}");
    private static final List<String> PIECES = List.of(
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "'name':'other'",
            "'Name':'other'",
            "'id':1",
            "null",
            "1e999",
            "-0",
            "\u0000",
            "\ud83d\ude00",
            "'method':'tools/call'",
            "\n",
            "\r\n",
            "data: ",
            "\\ud800",
            "//",
            "9999999999999999999999");

    private ScriptedServer server;
    private McpStage stage;
    private Agent agent;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedServer();
        stage = new McpStage(Targets.helpdesk(new McpServer.Remote(server.endpoint()), Set.of(), PinPolicy.DEFAULT));
        agent = new Agent(stage.endpoint(), "agent-a");
        agent.initialize();
    }

    @AfterEach
    void close() {
        agent.close();
        stage.close();
        server.close();
    }

    private interface Round {
        void play(Random random) throws Exception;
    }

    private static void rounds(Round round) throws Exception {
        Long one = Long.getLong("sallyport.seed");
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (long seed = one == null ? 1 : one; System.nanoTime() < end; seed++) {
            try {
                round.play(new Random(seed));
            } catch (AssertionError | Exception e) {
                throw new AssertionError("-Dsallyport.seed=" + seed, e);
            }
            if (one != null) return;
        }
    }

    private static String distorted(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(out.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> out.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> out.delete(at, Math.min(out.length(), at + random.nextInt(12)));
                case 2 -> out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(40))));
                default -> out.setLength(Math.max(1, at));
            }
        }
        return out.toString();
    }

    @Test
    void whateverAnAgentSays() throws Exception {
        rounds(random -> {
            stage.gate.actions.clear();
            int before = server.heard.size();
            String body = distorted(REQUESTS.get(random.nextInt(REQUESTS.size())), random);
            HttpResponse<String> response = agent.post(body);
            assertThat(response.statusCode()).isIn(200, 202, 400, 403, 404, 502);
            if (response.statusCode() == 502) assertThat(server.heard.size()).isGreaterThan(before);
            boolean understood = stage.gate.actions.stream()
                    .map(Action::operations)
                    .flatMap(List::stream)
                    .map(Operation::verb)
                    .noneMatch(Verb.UNKNOWN::equals);
            long forwarded = server.heard.stream()
                    .skip(before)
                    .filter(heard -> !heard.rpc().equals("tools/list"))
                    .count();
            if (stage.gate.actions.isEmpty() || !understood)
                assertThat(forwarded).as(body).isZero();
        });
    }

    @Test
    void whateverAServerAnswers() throws Exception {
        agent.call("get_ticket", "{'id':1}");
        rounds(random -> {
            Supplier<String> reply = () -> distorted(
                    "{'jsonrpc':'2.0','id':7,'result':{'content':[{'type':'text','text':'ok'}],'structuredContent':{'ssn':'123-45'}}}",
                    random);
            boolean stream = random.nextBoolean();
            server.scripts.put("tools/call", (heard, out) -> {
                if (!stream) {
                    out.json(random.nextInt(8) == 0 ? 500 : 200, reply.get());
                    return;
                }
                byte[] events = (": hi\n\ndata: " + reply.get() + "\n\nid: 4\ndata: " + reply.get() + "\n\n")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
                try (OutputStream to = out.stream()) {
                    int cut = random.nextInt(events.length);
                    to.write(events, 0, cut);
                    to.flush();
                    to.write(events, cut, events.length - cut);
                }
            });
            HttpResponse<String> response = agent.call("get_ticket", "{'id':1,'note':'mask!'}");
            assertThat(response.statusCode()).isIn(200, 500, 502);
            for (String line : lines(response)) {
                assertThat(line).startsWith("{\"jsonrpc\":\"2.0\"").endsWith("}");
                masked(Speech.JSON.read(line.getBytes(StandardCharsets.UTF_8)));
            }
        });
    }

    /// Wherever a field of this name stands: in a place that the protocol does not know, too.
    private static void masked(JsonNode tree) {
        tree.properties().forEach(each -> {
            if (each.getKey().equals("ssn"))
                assertThat(each.getValue().asText()).isEqualTo("***");
        });
        tree.forEach(FuzzTest::masked);
    }

    private static List<String> lines(HttpResponse<String> response) {
        boolean stream =
                response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
        if (!stream) return List.of(response.body());
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: ") && line.length() > 6)
                .map(line -> line.substring(6))
                .toList();
    }
}
