package dev.sallyport.authmethods.jwt;

import dev.sallyport.api.identity.Authentication.Proven;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens that were proved, by hash, until they expire. An entry counts only under the very keys it was proved with:
/// when those change, every proof is made anew (R17). Refusals are not kept: a flood of bad tokens must not push out
/// the good. Safe on every thread.
public final class VerifiedTokens {

    private record Entry(Proven proven, KeySet keys) {}

    private final ConcurrentHashMap<TokenHash, Entry> entries = new ConcurrentHashMap<>();
    private final int most;

    public VerifiedTokens(int most) {
        this.most = most;
    }

    /// Whether [#find] is worth asking the keys for.
    public boolean mayHold(TokenHash token) {
        return entries.containsKey(token);
    }

    public Optional<Proven> find(TokenHash token, KeySet keys, Instant now) {
        Entry entry = entries.get(token);
        return entry != null && entry.keys() == keys && isValid(entry, now)
                ? Optional.of(entry.proven())
                : Optional.empty();
    }

    public void remember(TokenHash token, Proven proven, KeySet keys, Instant now) {
        if (most == 0) {
            return;
        }
        if (entries.size() >= most) {
            makeRoom(keys, now);
        }
        entries.put(token, new Entry(proven, keys));
    }

    public void clear() {
        entries.clear();
    }

    public int size() {
        return entries.size();
    }

    /// What can no longer count goes first; then, an eighth of the rest, so that a full table is not swept for
    /// every token. Losing an entry only costs its proof again.
    private synchronized void makeRoom(KeySet keys, Instant now) {
        entries.values().removeIf(entry -> entry.keys() != keys || !isValid(entry, now));
        Iterator<Entry> rest = entries.values().iterator();
        for (int keep = most - Math.max(1, most / 8); entries.size() > keep && rest.hasNext(); ) {
            rest.next();
            rest.remove();
        }
    }

    private static boolean isValid(Entry entry, Instant now) {
        return now.isBefore(entry.proven().workload().validUntil());
    }
}
