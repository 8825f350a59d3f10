package dev.sallyport.authmethods.jwt;

import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What another server said about a token a moment ago, by the token's hash. Losing an answer only costs the question
/// again. Safe on every thread.
public final class RecentAnswers<T> {

    private record Entry<T>(T answer, Instant from, Instant until) {}

    private final ConcurrentHashMap<TokenHash, Entry<T>> entries = new ConcurrentHashMap<>();
    private final int most;

    /// @param most answers kept; 0 for none
    public RecentAnswers(int most) {
        this.most = most;
    }

    public Optional<T> find(TokenHash token, Instant now) {
        Entry<T> entry = entries.get(token);
        return entry != null && holds(entry, now) ? Optional.of(entry.answer()) : Optional.empty();
    }

    /// @param until not included
    public void remember(TokenHash token, T answer, Instant now, Instant until) {
        if (most == 0) {
            return;
        }
        if (entries.size() >= most) {
            makeRoom(now);
        }
        entries.put(token, new Entry<>(answer, now, until));
    }

    public void clear() {
        entries.clear();
    }

    public int size() {
        return entries.size();
    }

    /// What ended first; then an eighth of the rest, so that a full table is not swept for every token.
    private synchronized void makeRoom(Instant now) {
        entries.values().removeIf(entry -> !holds(entry, now));
        Iterator<Entry<T>> rest = entries.values().iterator();
        for (int keep = most - Math.max(1, most / 8); entries.size() > keep && rest.hasNext(); ) {
            rest.next();
            rest.remove();
        }
    }

    /// A clock that was set back far must not make an answer last.
    private static <T> boolean holds(Entry<T> entry, Instant now) {
        return now.isBefore(entry.until()) && !now.isBefore(entry.from().minusSeconds(1));
    }
}
