package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mcp.rpc.CanonicalJson;
import java.util.HexFormat;

/// Statement and fingerprint (R19) of messages, in their order.
final class Prints {

    private final StringBuilder text = new StringBuilder();

    /// A line feed cannot stand in canonical JSON, nor in a method as it is written here.
    void add(String name, JsonNode body) {
        if (!text.isEmpty()) text.append('\n');
        text.append(name.replace('\n', ' ')).append(' ').append(CanonicalJson.text(body));
    }

    /// For people.
    String statement(int longest) {
        return text.length() <= longest ? text.toString() : text.substring(0, longest - 1) + "…";
    }

    /// Of all of it, however much of the statement is shown.
    String fingerprint() {
        return HexFormat.of().formatHex(CanonicalJson.sha256(text.toString()));
    }
}
