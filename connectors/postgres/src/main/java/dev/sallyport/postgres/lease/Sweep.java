package dev.sallyport.postgres.lease;

import java.util.List;
import java.util.Map;

/// What one round of a [Sweeper] did.
///
/// @param destroyed roles that are verified to be gone
/// @param failed roles that are not, and why
public record Sweep(List<String> destroyed, Map<String, String> failed) {
    public Sweep {
        destroyed = List.copyOf(destroyed);
        failed = Map.copyOf(failed);
    }
}
