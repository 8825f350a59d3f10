package dev.sallyport.llm.request;

import dev.sallyport.api.action.Action.Argument;
import java.util.List;

/// A tool that the provider itself runs, past this gateway: only a contract's line lets it be offered.
///
/// @param name its type without the date of its version, such as `web_search`; for a remote MCP server
///     `mcp:` and its host or connector
/// @param arguments what the request says about it
public record ProviderTool(String name, List<Argument> arguments) {
    public ProviderTool {
        arguments = List.copyOf(arguments);
    }
}
