package dev.sallyport.authority.policy;

import java.util.Optional;

/// Can this be read as Cedar policies? For `sallyport check`.
public final class CedarSyntax {

    private CedarSyntax() {}

    /// @return what is wrong, with line and column; empty when nothing is
    public static Optional<String> complaint(String text) {
        return new PolicySource("text", text).complaint();
    }
}
