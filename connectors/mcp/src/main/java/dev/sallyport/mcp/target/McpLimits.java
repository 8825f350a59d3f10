package dev.sallyport.mcp.target;

/// What one server and its agents may cost.
///
/// @param message bytes of one message or batch, either way; a longer one cannot be judged and is
///     refused
/// @param depth of nesting in a message
/// @param batch messages in one batch
/// @param arguments leaves of one call's arguments
/// @param backlog bytes of messages that wait for an agent's stream, for each session
/// @param tools of one server that are remembered
public record McpLimits(int message, int depth, int batch, int arguments, int backlog, int tools) {

    public static final McpLimits DEFAULT = new McpLimits(4 << 20, 64, 50, 10_000, 4 << 20, 2_000);

    public McpLimits {
        if (message < 1024 || depth < 8 || batch < 1 || arguments < 1 || backlog < 1024 || tools < 1)
            throw new IllegalArgumentException("limits: a limit is too small to let anything through");
    }
}
