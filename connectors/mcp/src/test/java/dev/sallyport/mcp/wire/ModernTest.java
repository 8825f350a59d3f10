package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.mcp.wire.Node.Ran;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revision 2026-07-28: client and server of the TypeScript SDK's second generation, both unmodified.
/// What the client sees through the gateway is what it sees directly, but that arguments which do not
/// fit the schema are refused before they reach the server.
class ModernTest {

    private static Node node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        node = Node.ready();
    }

    private static List<String> seen(URI endpoint) throws Exception {
        Map<String, String> environment = Map.of("ENDPOINT", endpoint.toString(), "TOKEN", "agent-a");
        Ran ran = node.run(Duration.ofSeconds(60), environment, Node.script("modern-agent.mjs"));
        assertThat(ran.out()).endsWith("done\n").contains("revision \"2026-07-28\"");
        return new ArrayList<>(ran.out().lines().toList());
    }

    private static String line(List<String> lines, String what) {
        return lines.stream()
                .filter(line -> line.startsWith(what + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void overHttpItIsTheSame() throws Exception {
        try (Node.Server server = node.serve(Node.script("modern-server.mjs"))) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            List<String> expected = seen(direct);
            McpServer remote = new McpServer.Remote(direct);
            try (McpStage stage =
                    new McpStage(Targets.helpdesk(remote, Set.of(ServerAsk.ELICITATION), PinPolicy.DEFAULT))) {
                List<String> through = seen(stage.endpoint());
                assertThat(line(through, "wrong")).contains("do not fit the tool's schema");
                expected.remove(line(expected, "wrong"));
                through.remove(line(through, "wrong"));
                assertThat(through).containsExactlyElementsOf(expected);
                assertThat(stage.gate.actions.stream()
                                .flatMap(action -> action.operations().stream())
                                .map(Operation::resource))
                        .anyMatch(resource -> resource.path().equals("helpdesk/elicitation"));
                assertThat(stage.target.desk().sessions().size()).isZero();
            }
        }
    }

    /// The server asks for input; by default it may not, and the agent is not even told what it asked.
    @Test
    void byDefaultItMayNotAsk() throws Exception {
        try (Node.Server server = node.serve(Node.script("modern-server.mjs"))) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            try (McpStage stage = new McpStage(McpTargetSettings.of("helpdesk", new McpServer.Remote(direct)))) {
                assertThat(line(seen(stage.endpoint()), "deploy"))
                        .contains("failed")
                        .doesNotContain("Deploy to");
            }
        }
    }

    @Test
    void asAChildItIsTheSame() throws Exception {
        Path script = Node.script("modern-server.mjs");
        try (Node.Server server = node.serve(script)) {
            List<String> expected = seen(URI.create("http://127.0.0.1:" + server.port() + "/mcp"));
            McpServer.Child child = new McpServer.Child(
                    List.of(node.program(), script.toString(), "stdio"),
                    Map.of(),
                    folder,
                    McpServer.Child.AS_GATEWAY,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(1),
                    4);
            try (McpStage stage =
                    new McpStage(Targets.helpdesk(child, Set.of(ServerAsk.ELICITATION), PinPolicy.DEFAULT))) {
                List<String> through = seen(stage.endpoint());
                expected.remove(line(expected, "wrong"));
                through.remove(line(through, "wrong"));
                assertThat(through).containsExactlyElementsOf(expected);
            }
        }
    }
}
