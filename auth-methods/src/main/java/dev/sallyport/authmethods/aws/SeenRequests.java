package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The signatures that were accepted or are being asked about, by SHA-256, until they would be refused for their age.
/// Never evicts: when it is full, the next is refused. Safe on every thread.
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

    private final int most;
    private final Map<TokenHash, Entry> byHash = new HashMap<>();
    private final TreeSet<Entry> byEnd = new TreeSet<>();

    SeenRequests(int most) {
        this.most = most;
    }

    /// True for the one who may ask STS about it; false when it is known already, or there is no room.
    synchronized boolean take(String signature, Instant until, Instant now) {
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
