package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Java SDK's client, unmodified: the same directly and through the gateway, and a denial that it
/// can read.
class JavaClientTest {

    private static McpSyncClient client(URI endpoint) {
        String base = endpoint.resolve("/").toString();
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(base)
                .endpoint(endpoint.getPath())
                .requestBuilder(java.net.http.HttpRequest.newBuilder().header("authorization", "Bearer agent-a"))
                .build();
        return McpClient.sync(transport).requestTimeout(Duration.ofSeconds(20)).build();
    }

    private static List<String> seen(URI endpoint) {
        List<String> seen = new ArrayList<>();
        try (McpSyncClient client = client(endpoint)) {
            seen.add(client.initialize().serverInfo().name());
            client.listTools().tools().forEach(tool -> seen.add(tool.toString()));
            seen.add(client.callTool(McpSchema.CallToolRequest.builder("echo")
                            .arguments(Map.of("message", "grüezi"))
                            .build())
                    .content()
                    .toString());
            seen.add(client.callTool(McpSchema.CallToolRequest.builder("get-sum")
                            .arguments(Map.of("a", 2, "b", 3))
                            .build())
                    .content()
                    .toString());
            seen.add(client.listResources().resources().toString());
            seen.add(client.listPrompts().prompts().toString());
            client.ping();
        }
        return seen.stream()
                .map(line -> line.replaceAll("session://[^,\\]]*", "session://"))
                .toList();
    }

    @Test
    void itSeesTheSame() throws Exception {
        Node node = Node.ready();
        try (Node.Server server = node.serve(
                Node.packageFile("@modelcontextprotocol/server-everything/dist/index.js"), "streamableHttp")) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            List<String> expected = seen(direct);
            try (McpStage stage = new McpStage(McpTargetSettings.of("helpdesk", new McpServer.Remote(direct)))) {
                assertThat(seen(stage.endpoint())).containsExactlyElementsOf(expected);
                try (McpSyncClient client = client(stage.endpoint())) {
                    client.initialize();
                    assertThatThrownBy(() -> client.callTool(McpSchema.CallToolRequest.builder("echo")
                                    .arguments(Map.of("message", "deny!"))
                                    .build()))
                            .isInstanceOf(McpError.class)
                            .hasMessageContaining("the statement contains deny!")
                            .hasMessageContaining("purposes.p.otherwise");
                }
            }
        }
    }
}
