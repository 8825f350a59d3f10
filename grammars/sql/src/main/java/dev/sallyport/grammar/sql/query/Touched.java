package dev.sallyport.grammar.sql.query;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// What an expression turned out to depend on.
final class Touched {

    private final Set<Origin> origins = new HashSet<>();
    private final Set<Level> levels = Collections.newSetFromMap(new IdentityHashMap<>());

    void add(OutputColumn column) {
        origins.addAll(column.origins());
    }

    void add(Level level) {
        levels.add(level);
    }

    void addAll(Touched other) {
        origins.addAll(other.origins);
        levels.addAll(other.levels);
    }

    Set<Origin> origins() {
        return origins;
    }

    /// True when it uses columns, and none of this level.
    boolean belongsOutside(Level level) {
        return !levels.isEmpty() && !levels.contains(level);
    }
}
