package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.target.Verb;

/// What a server says of its own tool (2025-03-26, `ToolAnnotations`). The protocol itself calls it
/// untrusted: it is believed only where it makes a verb stricter.
public final class Annotations {

    private Annotations() {}

    /// A tool that says it changes or destroys something is not the READ or CREATE that the
    /// configuration takes it for.
    public static Verb strictest(Verb configured, JsonNode annotations) {
        boolean writes = isFalse(annotations.path("readOnlyHint"));
        boolean destroys = isTrue(annotations.path("destructiveHint"));
        return switch (configured) {
            case DISCOVER, READ -> writes || destroys ? Verb.EXECUTE : configured;
            case CREATE -> destroys ? Verb.EXECUTE : configured;
            case UPDATE, DELETE, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN -> configured;
        };
    }

    private static boolean isFalse(JsonNode hint) {
        return hint.isBoolean() && !hint.booleanValue();
    }

    private static boolean isTrue(JsonNode hint) {
        return hint.isBoolean() && hint.booleanValue();
    }
}
