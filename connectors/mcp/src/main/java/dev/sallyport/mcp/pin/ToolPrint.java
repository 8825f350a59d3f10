package dev.sallyport.mcp.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.CanonicalJson;
import java.util.HexFormat;
import java.util.List;

/// What a tool says of itself, in 64 hexadecimal digits: SHA-256 over the canonical JSON of all that a
/// model or a client is shown of it. Icons and `_meta` are left out: they reach no model, and servers
/// put changing things there.
public final class ToolPrint {

    static final List<String> SAID =
            List.of("name", "title", "description", "inputSchema", "outputSchema", "annotations");

    private ToolPrint() {}

    /// @return `sha256:` and the digits
    public static String of(ObjectNode definition) {
        ObjectNode said = definition.objectNode();
        for (String member : SAID) {
            JsonNode value = definition.get(member);
            if (value != null) said.set(member, value);
        }
        return "sha256:" + HexFormat.of().formatHex(CanonicalJson.sha256(CanonicalJson.text(said)));
    }
}
