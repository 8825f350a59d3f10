package dev.sallyport.mcp.pin;

/// Is told when a tool is quarantined, so that somebody may look at it. Called on whatever thread saw
/// it; must not block.
public interface PinWatch {

    PinWatch NOBODY = (target, trusted, waiting) -> {};

    /// @param trusted the form that is trusted; the same as `waiting` when it was never trusted in any
    /// @param waiting the form that was seen now, and that nobody may call
    void quarantined(String target, Pin trusted, Pin waiting);
}
