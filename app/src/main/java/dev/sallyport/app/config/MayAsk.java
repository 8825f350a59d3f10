package dev.sallyport.app.config;

/// What an MCP server can want from the agent's side.
public enum MayAsk {
    /// A completion by the agent's model.
    SAMPLING,
    /// Something that the agent's user should type.
    ELICITATION,
    /// Which folders the agent works in.
    ROOTS
}
