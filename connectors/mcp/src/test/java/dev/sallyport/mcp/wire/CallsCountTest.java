package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A call of a tool that does something uses up one call, however much or little the server says to it.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class CallsCountTest {

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

    private String called(String tool, String arguments, String result) throws Exception {
        server.scripts.put(
                "tools/call",
                (h, out) -> out.json(200, "{'jsonrpc':'2.0','id':" + h.id() + ",'result':" + result + "}"));
        stage.gate.outcomes.clear();
        return agent.call(tool, arguments).body();
    }

    private Outcome outcome() throws InterruptedException {
        for (int i = 0; i < 500 && stage.gate.outcomes.isEmpty(); i++) Thread.sleep(Duration.ofMillis(10));
        return List.copyOf(stage.gate.outcomes).getLast();
    }

    /// R5: or a server that answers with nothing would lift every limit of calls.
    @Test
    void aCallWithAnEmptyAnswerIsUsedUp() throws Exception {
        assertThat(called("echo", "{'x':1}", "{'content':[]}")).contains("\"content\":[]");
        assertThat(outcome().records()).isEqualTo(1);
    }

    /// It was called, so its answer is no reason to deny it.
    @Test
    void aCallMaySayMoreThanOneThing() throws Exception {
        String three = "{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'},{'type':'text','text':'c'}]}";
        assertThat(called("echo", "{'x':'only2!'}", three)).contains("\"text\":\"c\"");
        assertThat(outcome().records()).isEqualTo(1);
    }

    @Test
    void whatIsReadIsStillLimitedAndItsDenialNamesTheRequest() throws Exception {
        String three = "{'structuredContent':[1,2,3],'content':[]}";
        assertThat(called("get_ticket", "{'id':1,'note':'only2!'}", three))
                .contains("the answer holds 3 records", "request q-1", "\"requestId\":\"q-1\"");
        assertThat(outcome().records()).isZero();
    }

    @Test
    void aNameTwiceIsSaidToBeTheReason() throws Exception {
        assertThat(agent.post("{'jsonrpc':'2.0','id':1,'method':'ping','method':'tools/list'}")
                        .body())
                .contains("has a name twice");
    }
}
