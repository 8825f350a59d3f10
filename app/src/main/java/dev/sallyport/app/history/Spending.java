package dev.sallyport.app.history;

import dev.sallyport.api.decision.Reservation;
import dev.sallyport.authority.budget.Counters.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a gateway that starts now would read from the trail about the budgets (R5). One thread.
final class Spending {

    private static final Duration WINDOW = Duration.ofMinutes(62);
    private static final int TIDY_EVERY = 50_000;

    private final Map<String, Spent> byRequest = new LinkedHashMap<>();
    private int untilTidy = TIDY_EVERY;

    void decided(String request, Instant at, Reservation reserved) {
        byRequest.put(request, new Spent(at, reserved));
        if (--untilTidy == 0) tidy(at);
    }

    void performed(String request, Instant at, Reservation charged) {
        Spent decided = byRequest.get(request);
        byRequest.put(request, new Spent(decided == null ? at : decided.at(), charged));
    }

    Collection<Spent> all() {
        return byRequest.values();
    }

    /// What is old counts only for sessions and tasks that live on.
    private void tidy(Instant now) {
        untilTidy = TIDY_EVERY;
        Instant oldest = now.minus(WINDOW);
        byRequest.values().removeIf(spent -> spent.at().isBefore(oldest) && !outlives(spent));
    }

    private static boolean outlives(Spent spent) {
        return spent.charged().charges().stream()
                .anyMatch(charge -> charge.counter().startsWith("session|")
                        || charge.counter().startsWith("task|"));
    }
}
