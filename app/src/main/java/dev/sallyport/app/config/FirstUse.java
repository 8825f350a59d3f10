package dev.sallyport.app.config;

/// What becomes of a tool that an MCP server never showed before.
public enum FirstUse {
    TRUST,
    QUARANTINE
}
