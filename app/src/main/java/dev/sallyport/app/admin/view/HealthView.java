package dev.sallyport.app.admin.view;

import java.time.Instant;
import java.util.List;

/// How the gateway is.
@FunctionalInterface
public interface HealthView {

    Health now();

    /// @param configuration the generation that is in force, 16 hex digits
    /// @param troubles what is wrong right now, in words, such as a trail that cannot be written; empty when all is
    ///     well
    record Health(String version, Instant startedAt, String configuration, List<String> troubles) {
        public Health {
            troubles = List.copyOf(troubles);
        }
    }
}
