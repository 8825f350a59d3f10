package dev.sallyport.mcp.answer;

/// Hears what a server said, so that values can be traced to it later (R3).
@FunctionalInterface
public interface Told {

    /// @param about what it was asked for
    void said(String about, String text);
}
