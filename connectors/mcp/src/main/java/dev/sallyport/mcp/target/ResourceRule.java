package dev.sallyport.mcp.target;

import java.util.Locale;

/// What reading an MCP resource means.
///
/// @param match the resource's URI; `*` stands for any characters. A URI with dot segments,
///     backslashes or encoded
///     dots and slashes matches no rule with a star: nobody knows what the server makes of it
/// @param resource as contracts name it
public record ResourceRule(String match, String resource) {

    public boolean matches(String uri) {
        if (!match.contains("*")) return match.equals(uri);
        return !devious(uri) && Glob.matches(match, uri);
    }

    private static boolean devious(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.contains("/.")
                || lower.contains("\\")
                || lower.contains("%2e")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%25");
    }
}
