package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What takes long to read keeps nobody waiting but whoever sent it.
@Timeout(60)
class LargeMessagesTest {

    private static final String WORDS = "the printer is on fire. ".repeat(40_000);

    private ScriptedServer server;
    private McpStage stage;
    private Agent agent;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedServer();
        stage = new McpStage(Targets.helpdesk(new McpServer.Remote(server.endpoint()), Set.of(), PinPolicy.DEFAULT));
        agent = new Agent(stage.endpoint(), "agent-a");
        agent.initialize();
        agent.call("echo", "{'note':'so that its tools are known'}");
        server.heard.clear();
    }

    @AfterEach
    void close() {
        agent.close();
        stage.close();
        server.close();
    }

    private static <T> CompletableFuture<T> begun(Callable<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                done.complete(call.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private void awaitOneThatWaits() {
        for (int i = 0; i < 15_000 && stage.blocking.waiting() == 0; i++) LockSupport.parkNanos(1_000_000);
        assertThat(stage.blocking.waiting()).isEqualTo(1);
    }

    /// On connections of their own, which all loops share; and with denials, since a new connection to
    /// the server needs a thread of those that wait.
    private void othersAreAnswered() {
        List<CompletableFuture<HttpResponse<String>>> others = IntStream.range(0, 6)
                .mapToObj(i -> begun(() -> agent.post("{'jsonrpc':'2.0','id':" + (100 + i)
                        + ",'method':'tools/call','params':{'name':'echo'," + "'arguments':{'note':'deny!'}}}")))
                .toList();
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.get(20, TimeUnit.SECONDS).body()).contains("denied"));
    }

    @Test
    void whileAnArgumentIsReadOthersAreAnsweredAndNothingOfItIsJudgedOrSent_R10() throws Exception {
        stage.blocking.hold();
        CompletableFuture<HttpResponse<String>> large =
                begun(() -> agent.call("echo", "{'note':'" + WORDS + "','at':'the-end'}"));
        awaitOneThatWaits();
        othersAreAnswered();
        assertThat(stage.gate.statements()).noneMatch(said -> said.contains("printer"));
        assertThat(server.heard).isEmpty();
        stage.blocking.release();
        assertThat(large.get(20, TimeUnit.SECONDS).body()).contains("called");
        assertThat(server.heard("tools/call").getFirst().body()).contains(WORDS, "the-end");
    }

    @Test
    void itIsJudgedLikeASmallOne() throws Exception {
        assertThat(agent.call("echo", "{'note':'deny!" + WORDS + "'}").body()).contains("denied");
        assertThat(agent.call("echo", "{'note':'" + WORDS + "','note':1}").statusCode())
                .isEqualTo(400);
        assertThat(agent.call("get_ticket", "{'id':'" + WORDS + "'}").body()).contains("not understood");
        assertThat(server.heard).isEmpty();
    }

    private void answers(boolean stream) {
        server.scripts.put("tools/call", (heard, out) -> {
            String result = "{'jsonrpc':'2.0','id':" + heard.id() + ",'result':{'content':[{'type':'text','text':'"
                    + WORDS + "'}]}}";
            stage.blocking.hold();
            if (!stream) {
                out.json(200, result);
                return;
            }
            try (OutputStream events = out.stream()) {
                events.write(ScriptedServer.Out.event(result));
                events.write(ScriptedServer.Out.event(
                        "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'after'}}"));
            }
        });
    }

    private String answered() throws Exception {
        CompletableFuture<HttpResponse<String>> large = begun(() -> agent.call("echo", "{'note':'small'}"));
        awaitOneThatWaits();
        othersAreAnswered();
        assertThat(stage.gate.observed).extracting(Turn::text).noneMatch(text -> text.contains("printer"));
        stage.blocking.release();
        String body = large.get(20, TimeUnit.SECONDS).body();
        assertThat(stage.gate.observed).extracting(Turn::text).anyMatch(text -> text.contains("printer"));
        return body;
    }

    @Test
    void soIsALargeAnswer() throws Exception {
        answers(false);
        assertThat(answered()).contains("\"id\":7", WORDS);
    }

    @Test
    void nothingOvertakesALargeEvent() throws Exception {
        answers(true);
        assertThat(answered()).matches("(?s).*\"id\":7.*printer.*\"data\":\"after\".*");
    }

    @Test
    void aLargeAnswerIsMaskedAndCounted() throws Exception {
        server.scripts.put(
                "tools/call",
                (heard, out) -> out.json(
                        200,
                        "{'jsonrpc':'2.0','id':" + heard.id() + ",'result':{'content':[],'structuredContent':{'rows':["
                                + "{'ssn':'078-05-1120','note':'" + WORDS + "'},{'ssn':'2'},{'ssn':'3'}]}}}"));
        assertThat(agent.call("echo", "{'note':'mask!'}").body())
                .contains(WORDS)
                .doesNotContain("078-05-1120");
        assertThat(agent.call("get_ticket", "{'id':1,'note':'only2!'}").body())
                .contains("holds 3 records")
                .doesNotContain("printer");
    }
}
