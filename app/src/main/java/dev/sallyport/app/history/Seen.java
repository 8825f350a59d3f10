package dev.sallyport.app.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How one use of a resource was seen: which columns, which keys, and how much at once, in a session
/// and in an hour. Distinct keys and records together, as contracts count. One thread.
final class Seen {

    /// As the hour of a budget, which counts whole minutes.
    private static final Duration HOUR = Duration.ofMinutes(61);

    private final Set<String> fields = new TreeSet<>();
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> sessions = new HashSet<>();
    private final List<Cost> costs = new ArrayList<>();
    private boolean whole;

    /// @param names of keys; what is not named is counted in records
    record Cost(Instant at, String session, List<String> names, long records) {
        Cost {
            names = List.copyOf(names);
        }

        long total() {
            return new HashSet<>(names).size() + records;
        }
    }

    /// @param columns that were touched; empty for all of them
    /// @param keyColumns by which the records were named; one of them is enough for a contract
    void add(List<String> columns, List<String> keyColumns, Cost cost) {
        whole |= columns.isEmpty();
        fields.addAll(columns);
        if (!keyColumns.isEmpty() && keyColumns.stream().noneMatch(keys::contains)) keys.add(keyColumns.getFirst());
        sessions.add(cost.session());
        costs.add(cost);
    }

    /// Empty when some use touched all columns.
    List<String> fields() {
        return whole ? List.of() : List.copyOf(fields);
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    int actions() {
        return costs.size();
    }

    int sessions() {
        return sessions.size();
    }

    long perAction() {
        return costs.stream().mapToLong(Cost::total).max().orElse(0);
    }

    long perSession() {
        Map<String, List<Cost>> bySession = new HashMap<>();
        costs.forEach(cost -> bySession
                .computeIfAbsent(cost.session(), _ -> new ArrayList<>())
                .add(cost));
        return bySession.values().stream().mapToLong(Seen::together).max().orElse(0);
    }

    long perHour() {
        List<Cost> ordered =
                costs.stream().sorted(Comparator.comparing(Cost::at)).toList();
        long most = 0;
        int from = 0;
        for (int to = 0; to < ordered.size(); to++) {
            Instant oldest = ordered.get(to).at().minus(HOUR);
            while (ordered.get(from).at().isBefore(oldest)) from++;
            most = Math.max(most, together(ordered.subList(from, to + 1)));
        }
        return most;
    }

    private static long together(List<Cost> costs) {
        Set<String> names = new HashSet<>();
        long records = 0;
        for (Cost cost : costs) {
            names.addAll(cost.names());
            records += cost.records();
        }
        return names.size() + records;
    }
}
