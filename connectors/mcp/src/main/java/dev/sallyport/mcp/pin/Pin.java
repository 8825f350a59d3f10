package dev.sallyport.mcp.pin;

import java.time.Instant;

/// A tool in the form in which it is trusted, or in which it waits to be.
///
/// @param print see [ToolPrint]
/// @param definition the whole of it, in canonical JSON
/// @param seen when it was seen first in this form
/// @param by who trusted it: `first use`, `configuration`, or whoever approved it; empty while
///     nobody has
public record Pin(String tool, String print, String definition, Instant seen, String by) {

    /// Trusted from now on.
    Pin trusted(String who) {
        return new Pin(tool, print, definition, seen, who);
    }

    public boolean trusted() {
        return !by.isEmpty();
    }
}
