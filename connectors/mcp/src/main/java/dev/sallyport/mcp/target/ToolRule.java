package dev.sallyport.mcp.target;

import dev.sallyport.api.target.Verb;
import java.util.Map;

/// What calling a tool means.
///
/// @param match the tool's name; `*` stands for any characters
/// @param verb what a call does; the server's own annotations can only make it stricter
/// @param resource what it does it to, as contracts name it; empty for the tool's own name
/// @param keyedBy arguments that name the records, each with the field it is a value of; all of
///     them must hold
/// @param records the most records that one call touches; -1 when nobody knows
public record ToolRule(String match, Verb verb, String resource, Map<String, String> keyedBy, long records) {

    public ToolRule {
        keyedBy = Map.copyOf(keyedBy);
    }

    public boolean matches(String tool) {
        return Glob.matches(match, tool);
    }
}
