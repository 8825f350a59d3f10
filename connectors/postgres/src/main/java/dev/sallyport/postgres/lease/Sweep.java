package dev.sallyport.postgres.lease;

import java.util.List;
import java.util.Map;

/// What one round of a [Sweeper] did.
///
/// @param destroyed roles that are verified to be gone
/// @param failed roles that are not, and why
/// @param strangers of the destroyed ones those of its own instance that came up since the round before and that this
///     gateway does not know: most likely another one has the same `instance`, and each ends what the other lends
public record Sweep(List<String> destroyed, Map<String, String> failed, List<String> strangers) {
    public Sweep {
        destroyed = List.copyOf(destroyed);
        failed = Map.copyOf(failed);
        strangers = List.copyOf(strangers);
    }

    Sweep(List<String> destroyed, Map<String, String> failed) {
        this(destroyed, failed, List.of());
    }
}
