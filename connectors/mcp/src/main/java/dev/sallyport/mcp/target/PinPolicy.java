package dev.sallyport.mcp.target;

import java.util.Map;

/// How a server's tools come to be trusted.
///
/// @param firstUse what happens to a tool that was never seen
/// @param pinned the tools that the configuration itself trusts, by name: `sha256:` and 64
///     hexadecimal digits. A tool
///     that stands here is trusted in this form alone, whatever was approved
public record PinPolicy(FirstUse firstUse, Map<String, String> pinned) {

    public static final PinPolicy DEFAULT = new PinPolicy(FirstUse.TRUST, Map.of());

    public PinPolicy {
        pinned = Map.copyOf(pinned);
        pinned.forEach((tool, print) -> {
            if (!print.matches("sha256:[0-9a-f]{64}"))
                throw new IllegalArgumentException(
                        "pins." + tool + ": write `sha256:` and 64 hexadecimal digits: `" + print + "`");
        });
    }

    public enum FirstUse {
        /// Trusted as it is seen first, and in that form alone from then on.
        TRUST,
        /// Quarantined until somebody approves it.
        QUARANTINE
    }
}
