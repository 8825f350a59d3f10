package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.EXHAUSTED;
import static dev.sallyport.api.identity.RefusalReason.REPLAYED;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The proofs that were used, until they are too old to be used again. When there is no room, a proof is refused:
/// what cannot be remembered could be replayed. Safe on every thread.
final class SeenProofs {

    private record Entry(TokenHash proof, String key, Instant until) {}

    private int most;
    private int mostPerKey;
    private Duration kept;
    private final Set<TokenHash> proofs = new HashSet<>();
    private final Map<String, Integer> perKey = new HashMap<>();
    private final ArrayDeque<Entry> oldestFirst = new ArrayDeque<>();

    SeenProofs(ProofRules rules) {
        this.most = rules.remembered();
        this.mostPerKey = rules.rememberedPerKey();
        this.kept = lifetime(rules);
    }

    /// Made at most `skew` from now, good for window + skew after that; a second because iat is whole seconds.
    private static Duration lifetime(ProofRules rules) {
        return rules.window().plus(rules.skew().multipliedBy(2)).plusSeconds(1);
    }

    /// Other rules from now on: what is remembered is so for as long as they could accept it.
    synchronized void adopt(ProofRules rules) {
        most = rules.remembered();
        mostPerKey = rules.rememberedPerKey();
        Duration longer = lifetime(rules).minus(kept);
        kept = lifetime(rules);
        if (longer.isPositive()) {
            for (int left = oldestFirst.size(); left > 0; left--) {
                Entry entry = oldestFirst.remove();
                oldestFirst.add(
                        new Entry(entry.proof(), entry.key(), entry.until().plus(longer)));
            }
        }
    }

    /// @param key the thumbprint of the proof's key
    /// @param id its `jti`, which is unique for this key only
    synchronized void remember(String key, String id, Instant now) throws NotProven {
        forgetUntil(now);
        TokenHash proof = TokenHash.of(key + "." + id);
        if (proofs.contains(proof)) {
            throw new NotProven(REPLAYED, "the proof was used before; make one for each request");
        }
        if (proofs.size() >= most || perKey.getOrDefault(key, 0) >= mostPerKey) {
            throw new NotProven(EXHAUSTED, "more proofs at once than can be remembered; slow down");
        }
        proofs.add(proof);
        perKey.merge(key, 1, Integer::sum);
        oldestFirst.add(new Entry(proof, key, now.plus(kept)));
    }

    synchronized int size() {
        return proofs.size();
    }

    private void forgetUntil(Instant now) {
        for (Entry oldest = oldestFirst.peek();
                oldest != null && oldest.until().isBefore(now);
                oldest = oldestFirst.peek()) {
            oldestFirst.remove();
            proofs.remove(oldest.proof());
            perKey.computeIfPresent(oldest.key(), (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
