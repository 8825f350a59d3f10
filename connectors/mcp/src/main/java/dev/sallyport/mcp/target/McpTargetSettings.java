package dev.sallyport.mcp.target;

import dev.sallyport.api.target.Verb;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One MCP server, as configured.
///
/// @param name the target's name in the configuration, without `targets.`
/// @param server where it is, or how it is started
/// @param revisions the protocol's revisions that may be spoken; see [Revision#ALL]
/// @param tools what tools mean, the first that matches counts; a tool without one is EXECUTE of itself
/// @param resources what resources mean, likewise; a resource without one is READ of its URI
/// @param pins how tools come to be trusted
/// @param mayAsk what the server may ask of the agent; everything else is answered with an error
/// @param origins values of `Origin` that browsers may come from; any other `Origin` is refused,
///     none is welcome
/// @param authorization what is said of this server to clients that have no token yet
public record McpTargetSettings(
        String name,
        McpServer server,
        Set<String> revisions,
        List<ToolRule> tools,
        List<ResourceRule> resources,
        PinPolicy pins,
        Set<ServerAsk> mayAsk,
        Set<String> origins,
        ProtectedResource authorization,
        McpLimits limits) {

    public McpTargetSettings {
        revisions = Set.copyOf(revisions);
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        mayAsk = Set.copyOf(mayAsk);
        origins = Set.copyOf(origins);
        if (revisions.isEmpty() || !Revision.ALL.containsAll(revisions))
            throw new IllegalArgumentException("targets." + name + ".revisions: name at least one of "
                    + String.join(", ", Revision.ALL) + ": `" + String.join(", ", revisions) + "`");
    }

    /// What calling a tool means; EXECUTE of itself where the configuration says nothing.
    public ToolRule rule(String tool) {
        return tools.stream()
                .filter(rule -> rule.matches(tool))
                .findFirst()
                .orElseGet(() -> new ToolRule(tool, Verb.EXECUTE, "", Map.of(), -1));
    }

    /// What it is done to, as contracts name it.
    public String resource(ToolRule rule, String tool) {
        return rule.resource().isEmpty() ? tool : rule.resource();
    }

    /// With every default.
    public static McpTargetSettings of(String name, McpServer server) {
        return new McpTargetSettings(
                name,
                server,
                Set.copyOf(Revision.ALL),
                List.of(),
                List.of(),
                PinPolicy.DEFAULT,
                EnumSet.noneOf(ServerAsk.class),
                Set.of(),
                ProtectedResource.UNSAID,
                McpLimits.DEFAULT);
    }
}
