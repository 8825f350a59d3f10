package dev.sallyport.postgres.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// What the server of one target said about meanings, for as long as somebody remembers those (R8). Safe on
/// every thread, never waits.
public final class Testimonies {

    private static final String AGREES = "";

    private final Set<String> harmless;
    private final Cache<Object, String> said =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private final LongAdder asked = new LongAdder();
    private final LongAdder contradicted = new LongAdder();
    private final LongAdder silent = new LongAdder();
    private final LongAdder unplanned = new LongAdder();

    /// @param harmless names of built-in functions without side effects
    public Testimonies(Set<String> harmless) {
        this.harmless = Set.copyOf(harmless);
    }

    /// How often what came about.
    ///
    /// @param asked questions put to the server
    /// @param contradicted answers that showed more than the grammar had found
    /// @param silent questions without an answer in time
    /// @param unplanned permitted texts with a statement that servers do not plan and nobody cross-checks:
    ///     COPY of a whole table, DDL
    public record Count(long asked, long contradicted, long silent, long unplanned) {}

    public Count count() {
        return new Count(asked.sum(), contradicted.sum(), silent.sum(), unplanned.sum());
    }

    public Set<String> harmless() {
        return harmless;
    }

    public boolean agrees(Object essence) {
        return AGREES.equals(said.getIfPresent(essence));
    }

    /// What contradicts it.
    public Optional<String> contradiction(Object essence) {
        return Optional.ofNullable(said.getIfPresent(essence)).filter(what -> !what.equals(AGREES));
    }

    public void agreed(Object essence) {
        said.put(essence, AGREES);
    }

    public void contradicted(Object essence, String what) {
        contradicted.increment();
        said.put(essence, what);
    }

    public void asked() {
        asked.increment();
    }

    public void silent() {
        silent.increment();
    }

    public void unplanned() {
        unplanned.increment();
    }
}
