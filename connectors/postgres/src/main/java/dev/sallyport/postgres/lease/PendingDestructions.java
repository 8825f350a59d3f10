package dev.sallyport.postgres.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Leases that could not be destroyed yet, with a longer and longer wait before each try: 1 s, doubled up to 64 s. Safe
/// on every thread.
public final class PendingDestructions {

    private static final int LONGEST_SHIFT = 6;

    private record Try(int failures, Instant notBefore) {}

    private final ConcurrentHashMap<String, Try> tries = new ConcurrentHashMap<>();

    void failed(String role, Instant now) {
        tries.merge(role, after(1, now), (before, _) -> after(before.failures() + 1, now));
    }

    private static Try after(int failures, Instant now) {
        return new Try(failures, now.plus(Duration.ofSeconds(1L << Math.min(failures - 1, LONGEST_SHIFT))));
    }

    void gone(String role) {
        tries.remove(role);
    }

    boolean holds(String role) {
        return tries.containsKey(role);
    }

    List<String> due(Instant now) {
        return tries.entrySet().stream()
                .filter(e -> !e.getValue().notBefore().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// How many there are, for metrics: other than 0 for long means that somebody must look.
    public int size() {
        return tries.size();
    }
}
