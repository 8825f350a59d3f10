package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The signatures that were accepted or are being asked about, by SHA-256, until they would be refused
/// for their age. Never evicts: when it is full, the next is refused. Nothing is known of what was
/// signed before it was made, so that is refused too. Safe on every thread.
final class SeenRequests {

    private record Entry(Instant until, TokenHash hash) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::until)
                .thenComparingLong(entry -> entry.hash().first())
                .thenComparingLong(entry -> entry.hash().second())
                .thenComparingLong(entry -> entry.hash().third())
                .thenComparingLong(entry -> entry.hash().fourth());

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private final Instant since;
    private final Map<TokenHash, Entry> byHash = new HashMap<>();
    private final TreeSet<Entry> byEnd = new TreeSet<>();

    /// @param since when it was made
    SeenRequests(Instant since) {
        this.since = since;
    }

    /// Whether one that was signed then would be known, had it been accepted. False for what the process before this
    /// one could have accepted.
    boolean covers(Instant signed) {
        return !signed.isBefore(since);
    }

    /// True for the one who may ask STS about it; false when it is known already, or there is no room.
    ///
    /// @param most what there is room for
    synchronized boolean take(String signature, Instant until, Instant now, int most) {
        while (!byEnd.isEmpty() && !byEnd.first().until().isAfter(now)) {
            byHash.remove(byEnd.pollFirst().hash());
        }
        Entry entry = new Entry(until, TokenHash.of(signature));
        if (byHash.size() >= most || byHash.putIfAbsent(entry.hash(), entry) != null) {
            return false;
        }
        return byEnd.add(entry);
    }

    /// It was not accepted, so it opened nothing and need not be remembered: a flood of bad requests fills no memory.
    synchronized void giveBack(String signature) {
        Entry entry = byHash.remove(TokenHash.of(signature));
        if (entry != null) {
            byEnd.remove(entry);
        }
    }

    synchronized int size() {
        return byHash.size();
    }
}
