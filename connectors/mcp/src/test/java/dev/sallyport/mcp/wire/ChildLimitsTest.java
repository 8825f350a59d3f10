package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.ChildLimits;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a child may take of the machine, and how its agent hears that it took more (R22).
@Timeout(60)
class ChildLimitsTest {

    /// Does what the tool's argument says.
    private static final String SERVER = """
            while IFS= read -r line; do
              id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
              case "$line" in
                *'"initialize"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}}';;
                *'"tools/list"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"tools":[{"name":"get","inputSchema":{"type":"object"}}]}}';;
                *eat*) x=aaaaaaaa; while :; do x=$x$x; done;;
                *burn*) while :; do :; done;;
                *limits*) all="$(ulimit -c) $(ulimit -d) $(ulimit -t) $(ulimit -n)"
                  echo '{"jsonrpc":"2.0","id":'$id',"result":{"content":[{"type":"text","text":"'$all'"}]}}';;
              esac
            done
            """;

    @TempDir
    private Path folder;

    private McpServer.Child child(ChildLimits limits) throws IOException {
        Path script = Files.writeString(folder.resolve("server.sh"), SERVER);
        return new McpServer.Child(
                List.of("/bin/bash", script.toString()),
                Map.of("PATH", "/usr/bin:/bin"),
                folder,
                McpServer.Child.AS_GATEWAY,
                Duration.ofSeconds(10),
                Duration.ofMillis(300),
                2,
                limits,
                List.of());
    }

    private String called(ChildLimits limits, String what) throws Exception {
        try (McpStage stage = new McpStage(Targets.helpdesk(child(limits), Set.of(), PinPolicy.DEFAULT));
                Agent agent = new Agent(stage.endpoint(), "agent-a")) {
            assertThat(agent.initialize().statusCode()).isEqualTo(200);
            HttpResponse<String> answer = agent.call("get", "{'x':'" + what + "'}");
            String body = answer.body();
            if (!what.equals("limits")) {
                assertThat(answer.statusCode()).isEqualTo(502);
                assertThat(agent.call("get", "{'x':'again'}").body())
                        .contains("the server of this MCP session has ended");
                assertThat(agent.initialize().statusCode())
                        .as("a new session, a new child")
                        .isEqualTo(200);
            }
            return body;
        }
    }

    @Test
    void whoEatsMemoryIsEndedAndTheAgentHearsWhy() throws Exception {
        assertThat(called(new ChildLimits(64 << 20, Duration.ofMinutes(1), 64), "eat"))
                .contains("the server has ended with status", "targets.helpdesk.mcp.limits.memory", "\"id\":7");
    }

    @Test
    void whoUsesUpTheProcessorIsEndedAndTheAgentHearsWhy() throws Exception {
        assertThat(called(new ChildLimits(64 << 20, Duration.ofSeconds(1), 64), "burn"))
                .contains("processor time of targets.helpdesk.mcp.limits.processor", "\"id\":7");
    }

    /// The shell counts the memory in KiB; memory images would hold the secrets of its environment.
    @Test
    void theKernelHoldsThem() throws Exception {
        assertThat(called(new ChildLimits(64 << 20, Duration.ofMillis(58_500), 77), "limits"))
                .contains("\"0 65536 59 77\"");
    }
}
