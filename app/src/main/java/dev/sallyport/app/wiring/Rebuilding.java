package dev.sallyport.app.wiring;

import dev.sallyport.api.decision.Reservation;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.Counters.Spent;
import dev.sallyport.trail.read.ChargeRecord;
import dev.sallyport.trail.read.TrailReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// After a restart the counters are what the trail says (R5): what was settled, or, where nobody knows how an action
/// ended, all that it had reserved.
final class Rebuilding {

    private static final Duration WINDOW = Duration.ofMinutes(61);

    private Rebuilding() {}

    /// @param living task trees and grants that outlive the restart
    /// @param oldest when the first of them was opened
    static void rebuild(Path trail, Counters counters, Instant now, Set<String> living, Optional<Instant> oldest) {
        Instant window = now.minus(WINDOW);
        Instant since = oldest.filter(window::isAfter).orElse(window);
        Map<String, Spent> spent = new LinkedHashMap<>();
        try (Stream<ChargeRecord> charges = new TrailReader(trail).charges(since)) {
            charges.forEach(charge -> spent.merge(charge.requestId(), spent(charge), Rebuilding::settled));
        }
        counters.rebuild(spent.values(), now, living);
    }

    private static Spent spent(ChargeRecord charge) {
        return new Spent(charge.at(), new Reservation(charge.charges()));
    }

    /// The later record says how it ended, the earlier one when it was decided.
    private static Spent settled(Spent decided, Spent performed) {
        return new Spent(decided.at(), performed.charged());
    }
}
