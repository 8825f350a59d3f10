package dev.sallyport.authority.behaviour;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one workload usually does. Guarded by its own monitor.
final class Habit {

    private static final int MOST_PLACES = 512;
    private static final int HOURS = 24;

    /// Before that, everything is new.
    private static final Duration ACQUAINTED = Duration.ofDays(3);

    private static final long ENOUGH = 100;
    private static final Duration LONG_ACQUAINTED = Duration.ofDays(7);
    private static final long FAR_MORE = 10;
    private static final long A_HANDFUL = 100;

    /// @param resource with its target
    private record Place(Verb verb, String resource) {}

    private final Map<Place, Long> most = new HashMap<>();
    private final long[] hours = new long[HOURS];
    private final Instant since;
    private Instant last;
    private long actions;

    Habit(Instant since) {
        this.since = since;
        this.last = since;
    }

    synchronized void learn(List<Operation> operations, long records, Instant at) {
        actions++;
        if (at.isAfter(last)) last = at;
        hours[hour(at)]++;
        for (Operation operation : operations) {
            Place place = place(operation);
            if (most.size() < MOST_PLACES || most.containsKey(place)) most.merge(place, records, Math::max);
        }
    }

    synchronized Instant last() {
        return last;
    }

    /// In words; empty when it is usual, or when too little is known.
    synchronized List<String> unusual(List<Operation> operations, Instant now) {
        if (actions < ENOUGH || since.plus(ACQUAINTED).isAfter(now)) return List.of();
        List<String> unusual = new ArrayList<>();
        for (Operation operation : operations) place(operation, unusual);
        if (!since.plus(LONG_ACQUAINTED).isAfter(now) && isQuiet(now))
            unusual.add("this workload was never seen at this time of day, in " + actions + " actions");
        return unusual;
    }

    private void place(Operation operation, List<String> unusual) {
        if (operation.concernsSessionOnly() || operation.isProposal()) return;
        Long seen = most.get(place(operation));
        String doing = operation.verb().name().toLowerCase(Locale.ROOT) + " "
                + operation.resource().path();
        if (seen == null) {
            if (most.size() < MOST_PLACES) unusual.add("this workload never did `" + doing + "` before");
        } else if (asked(operation.scope()) > FAR_MORE * seen + A_HANDFUL) {
            unusual.add("`" + doing + "` asks for far more than the " + seen + (seen == 1 ? " record" : " records")
                    + " that this workload ever had of it");
        }
    }

    private static long asked(Scope scope) {
        return switch (scope) {
            case Scope.Keyed keyed ->
                keyed.keys().stream().mapToLong(Scope.Key::most).max().orElse(0);
            case Scope.AtMost most -> most.records() == Long.MAX_VALUE ? 0 : most.records();
            case Scope.Unbounded all -> Math.max(0, all.estimate());
        };
    }

    /// Neither in this hour of the day nor in its neighbours.
    private boolean isQuiet(Instant now) {
        int hour = hour(now);
        return hours[hour] == 0 && hours[(hour + 1) % HOURS] == 0 && hours[(hour + HOURS - 1) % HOURS] == 0;
    }

    private static Place place(Operation operation) {
        return new Place(operation.verb(), operation.resource().path());
    }

    private static int hour(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getHour();
    }
}
