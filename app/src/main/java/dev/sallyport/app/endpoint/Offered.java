package dev.sallyport.app.endpoint;

/// How a target is reached, as everybody may know it.
///
/// @param protocol the key that it stands under, such as `postgres` or `llm`
/// @param dialect of a model provider, such as `openai`; otherwise empty
/// @param path at the listening address, such as `/tickets`; empty for a target that is reached elsewhere
/// @param forward its own origin, when it can be reached through the gateway as a forward proxy; otherwise empty
/// @param plain where it is reached in clear text on the gateway's own machine, as `host:port`; empty for nowhere
public record Offered(String protocol, String dialect, String path, String forward, String plain) {}
