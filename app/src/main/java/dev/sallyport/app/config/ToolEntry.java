package dev.sallyport.app.config;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.util.Map;

/// What a tool of an MCP server does.
public record ToolEntry(
        @Doc("What a call does; the server's own word can only make it stricter.") @Default("execute")
        Verb verb,

        @Doc("The resource that it does it to, as purposes name it. Without it, the tool's own name.") @Default("''")
        String resource,

        @Doc("Arguments that name the records, each with the field that it is a value of: `{ ticket_id: id }`.")
        @Default("{}")
        Map<String, String> keyedBy,

        @Doc("The most records that a call touches; `none` when nobody knows.") @Default("none")
        Limit records) {
    public ToolEntry {
        keyedBy = Kept.ordered(keyedBy);
    }
}
