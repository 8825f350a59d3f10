package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// The `_meta` member of a request's parameters (2026-07-28, "General fields"): what of it is the
/// protocol's own, and what is said to the server.
public final class Meta {

    public static final String MEMBER = "_meta";
    public static final String REVISION = "io.modelcontextprotocol/protocolVersion";
    public static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    private static final Set<String> PROTOCOL = Set.of(
            "progressToken",
            REVISION,
            CAPABILITIES,
            "io.modelcontextprotocol/clientInfo",
            "io.modelcontextprotocol/logLevel",
            "traceparent",
            "tracestate");

    private Meta() {}

    /// The revision that a modern request declares; empty for a legacy one.
    public static String revision(ObjectNode params) {
        return params.path(MEMBER).path(REVISION).asText("");
    }

    /// The parameters as they are judged: without the protocol's own words, which differ from call to
    /// call.
    static ObjectNode judged(ObjectNode params) {
        if (!(params.get(MEMBER) instanceof ObjectNode meta)) return params;
        ObjectNode rest = meta.deepCopy().remove(PROTOCOL);
        ObjectNode judged = params.objectNode();
        judged.setAll(params);
        if (rest.isEmpty()) judged.remove(MEMBER);
        else judged.set(MEMBER, rest);
        return judged;
    }
}
