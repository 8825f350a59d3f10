package dev.sallyport.authority.intent.proposal;

import java.util.List;

/// @param tool its name
/// @param description what it does, possibly empty
/// @param arguments every value, however deep it lies
public record Call(String tool, String description, List<Argument> arguments) {
    public Call {
        arguments = List.copyOf(arguments);
    }

    /// @param path such as `recipients[0]`
    /// @param text the value as text
    public record Argument(String path, String text) {}
}
