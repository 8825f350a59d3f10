package dev.sallyport.mcp.wire;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.testkit.connector.ConnectorContract;
import dev.sallyport.testkit.gateway.ScriptedGate;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// What is asked for is an argument of a tool, in an MCP session of the agent's own.
class McpContractTest extends ConnectorContract {

    private static final ScriptedGate<McpLease> GATE = new ScriptedGate<>(request -> new McpLease(
            "lease",
            "one bearer token",
            request.notAfter(),
            Fields.of("authorization", "Bearer " + McpGate.SECRET),
            Echoes.of(List.of(Secret.of(McpGate.SECRET)))));

    private static ScriptedServer server;
    private static McpStage stage;

    @BeforeAll
    static void start() throws Exception {
        server = new ScriptedServer();
        stage = new McpStage(
                Targets.helpdesk(new McpServer.Remote(server.endpoint()), Set.of(), PinPolicy.DEFAULT), GATE);
    }

    @AfterAll
    static void stop() {
        stage.close();
        server.close();
    }

    @Override
    protected ScriptedGate<?> gate() {
        return GATE;
    }

    @Override
    protected String target() {
        return server.heard.toString();
    }

    @Override
    protected Agent agent(String proof) throws Exception {
        dev.sallyport.mcp.wire.Agent client = new dev.sallyport.mcp.wire.Agent(stage.endpoint(), proof);
        client.initialize();
        return new Agent() {
            @Override
            public String ask(String word) throws Exception {
                return client.call("echo", "{'note':'" + word + "'}").body();
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }
}
