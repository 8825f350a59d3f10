package dev.sallyport.mcp.action;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The headers of one request, as MCP reads them.
public interface HeaderValues {

    String REVISION = "MCP-Protocol-Version";
    String METHOD = "Mcp-Method";
    String NAME = "Mcp-Name";
    String SESSION = "Mcp-Session-Id";
    String LAST_EVENT = "Last-Event-ID";
    String ORIGIN = "Origin";
    String PARAM = "Mcp-Param-";

    /// Every value of a header, in order; names are compared without case.
    List<String> all(String name);

    /// The value of a header that may stand there once; empty when it is missing or there are several.
    default Optional<String> one(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// 2026-07-28, "Value Encoding".
    static String decoded(String value) {
        if (!value.startsWith("=?base64?") || !value.endsWith("?=") || value.length() < 11) return value;
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(9, value.length() - 2));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /// The other way round.
    static String encoded(String value) {
        boolean plain = !value.isEmpty()
                && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                && value.equals(value.strip())
                && !(value.startsWith("=?base64?") && value.endsWith("?="));
        return plain
                ? value
                : "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
