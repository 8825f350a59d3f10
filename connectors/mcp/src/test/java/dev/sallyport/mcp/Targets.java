package dev.sallyport.mcp;

import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.target.McpLimits;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ProtectedResource;
import dev.sallyport.mcp.target.ResourceRule;
import dev.sallyport.mcp.target.Revision;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.mcp.target.ToolRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Configured servers for tests.
public final class Targets {

    public static final McpServer SOMEWHERE = new McpServer.Remote(URI.create("https://helpdesk.example/mcp"));

    private Targets() {}

    public static McpTargetSettings helpdesk() {
        return helpdesk(SOMEWHERE, Set.of(), PinPolicy.DEFAULT);
    }

    public static McpTargetSettings helpdesk(McpServer server, Set<ServerAsk> mayAsk, PinPolicy pins) {
        return new McpTargetSettings(
                "helpdesk",
                server,
                Set.copyOf(Revision.ALL),
                List.of(
                        new ToolRule("get_ticket", Verb.READ, "tickets", Map.of("id", "id"), -1),
                        new ToolRule("list_*", Verb.READ, "", Map.of(), -1),
                        new ToolRule("create_*", Verb.CREATE, "tickets", Map.of(), 1)),
                List.of(new ResourceRule("ticket://*", "tickets"), new ResourceRule("file:///pub/*", "public")),
                pins,
                mayAsk,
                Set.of("https://app.example"),
                ProtectedResource.UNSAID,
                McpLimits.DEFAULT);
    }
}
