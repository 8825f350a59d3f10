package dev.sallyport.app.wiring;

import dev.sallyport.authority.budget.Counters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Lets tests of other packages rebuild counters as a gateway does that starts.
public final class Restarted {

    private Restarted() {}

    public static void rebuild(Path trail, Counters counters, Instant now, Set<String> living) {
        Rebuilding.rebuild(trail, counters, now, living, Optional.of(Instant.EPOCH));
    }
}
