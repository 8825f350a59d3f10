package dev.sallyport.mcp.target;

import java.time.Duration;

/// What one server and its agents may cost.
///
/// @param message bytes of one message or batch, either way; a longer one cannot be judged and is
///     refused
/// @param depth of nesting in a message
/// @param batch messages in one batch
/// @param arguments leaves of one call's arguments
/// @param backlog bytes of messages that wait for an agent's stream, for each session
/// @param tools of one server that are remembered
/// @param sessions MCP sessions at once; the one that was not used for longest makes room
/// @param idle an MCP session that was not used for so long is over
public record McpLimits(
        int message, int depth, int batch, int arguments, int backlog, int tools, int sessions, Duration idle) {

    public static final McpLimits DEFAULT = new McpLimits(4 << 20, 64, 50, 10_000, 4 << 20, 2_000);

    /// With 10 000 sessions, and an hour without use.
    public McpLimits(int message, int depth, int batch, int arguments, int backlog, int tools) {
        this(message, depth, batch, arguments, backlog, tools, 10_000, Duration.ofHours(1));
    }

    public McpLimits {
        if (message < 1024
                || depth < 8
                || batch < 1
                || arguments < 1
                || backlog < 1024
                || tools < 1
                || sessions < 1
                || idle.isNegative())
            throw new IllegalArgumentException("limits: a limit is too small to let anything through");
    }
}
